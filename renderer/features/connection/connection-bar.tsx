import { TriangleAlert, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../entities/core.ts'
import { useLink, useSession } from '../../entities/hooks.ts'
import type { LinkState } from '../../lib/core-link/connect-core.ts'
import { shell } from '../../lib/core-link/host.ts'
import { useDelay } from '../../lib/use-delay.ts'
import { Button } from '../../ui/button.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import styles from './bars.module.css'
import { describeConnection, type ConnectionTrouble } from './describe-connection.ts'
import { useCoreState } from './use-core-state.ts'

/** A problem that ends sooner than this is not shown. */
const shownAfterMs = 700

/** A thin bar that says what is not connected and what still works. */
export function ConnectionBar(): ReactNode {
  const trouble = describeConnection(useCoreState(), useLink(), useSession())
  const isLasting = useDelay(trouble !== undefined, shownAfterMs)
  // The live region is always in the document: only what appears inside it is read out.
  return (
    <div role="status">{trouble !== undefined && isLasting ? <Trouble trouble={trouble} /> : undefined}</div>
  )
}

function Trouble({ trouble }: { readonly trouble: ConnectionTrouble }): ReactNode {
  switch (trouble.kind) {
    case 'core':
      return <CoreTrouble state={trouble.state} />
    case 'link':
      return <LinkTrouble state={trouble.state} />
    case 'telegram':
      return <TelegramTrouble trouble={trouble} />
  }
}

function TelegramTrouble({
  trouble: { state, hasChats },
}: {
  readonly trouble: Extract<ConnectionTrouble, { kind: 'telegram' }>
}): ReactNode {
  const { t } = useTranslation('connection')
  if (state === 'updating') return <div className={styles.bar}>{t(state)}</div>
  return (
    <div className={joinClasses(styles.bar, styles.warning)}>
      <WifiOff size={14} aria-hidden="true" />
      <p>
        {t(state)}
        {hasChats ? <small>{t('stillWorks')}</small> : undefined}
      </p>
    </div>
  )
}

function LinkTrouble({
  state,
}: {
  readonly state: Extract<ConnectionTrouble, { kind: 'link' }>['state']
}): ReactNode {
  const { t } = useTranslation('connection')
  if (state.kind === 'start_failed') return <StartFailed state={state} />
  const isLost = state.kind === 'waiting'
  return (
    <div className={joinClasses(styles.bar, state.kind !== 'connecting' && styles.warning)}>
      {state.kind === 'connecting' ? undefined : <TriangleAlert size={14} aria-hidden="true" />}
      <p>
        {t(`link.${state.kind}`)}
        {isLost ? <small>{t('link.stillReads')}</small> : undefined}
      </p>
      {isLost ? (
        <Button
          onClick={() => {
            core.retryNow()
          }}
        >
          {t('link.retry')}
        </Button>
      ) : undefined}
      {state.kind === 'protocol_mismatch' ? (
        <Button
          onClick={() => {
            window.location.reload()
          }}
        >
          {t('link.reload')}
        </Button>
      ) : undefined}
    </div>
  )
}

function StartFailed({
  state: { message, reason },
}: {
  readonly state: Extract<LinkState, { kind: 'start_failed' }>
}): ReactNode {
  const { t } = useTranslation('connection')
  return (
    <div className={joinClasses(styles.bar, styles.warning)}>
      <TriangleAlert size={14} aria-hidden="true" />
      <p title={message}>
        {t(`core.${reason}`)}
        <small>{t('link.goesOn')}</small>
      </p>
      <Button
        onClick={() => {
          core.retryNow()
        }}
      >
        {t('link.retry')}
      </Button>
    </div>
  )
}

function CoreTrouble({
  state,
}: {
  readonly state: Extract<ConnectionTrouble, { kind: 'core' }>['state']
}): ReactNode {
  const { t } = useTranslation('connection')
  if (state.kind !== 'stopped') {
    return (
      <div className={joinClasses(styles.bar, state.kind === 'restarting' && styles.warning)}>
        <p>
          {state.kind === 'starting' ? t('core.starting') : t('core.restarting', { count: state.attempt })}
          {state.kind === 'restarting' ? <small>{t('link.stillReads')}</small> : undefined}
        </p>
      </div>
    )
  }
  return (
    <div className={joinClasses(styles.bar, styles.warning)}>
      <TriangleAlert size={14} aria-hidden="true" />
      <p title={state.message}>{t(`core.${state.reason}`)}</p>
      <Button
        onClick={() => {
          shell?.restartCore()
        }}
      >
        {t('core.restart')}
      </Button>
    </div>
  )
}
