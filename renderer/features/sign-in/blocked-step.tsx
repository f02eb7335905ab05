import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StartTrouble } from '#shared/contract/entities/session.ts'
import { core } from '../../entities/core.ts'
import { useCall } from '../../lib/failure/use-call.ts'
import { Button } from '../../ui/button.tsx'
import styles from './sign-in.module.css'
import { Problem, Step } from './step.tsx'

/** Troubles that a new session ends. */
const endedByStartingOver: readonly StartTrouble['reason'][] = ['key_lost', 'secrets_damaged', 'other']

/** Says why Telegram's library cannot be started and what to do. The core looks again by itself. */
export function BlockedStep({ trouble: { message, reason } }: { readonly trouble: StartTrouble }): ReactNode {
  const { t } = useTranslation('sign-in')
  const retrying = useCall('signIn')
  const startingOver = useCall('signIn')
  return (
    <Step
      title={t(`blocked.${reason}.title`)}
      text={t(`blocked.${reason}.text`)}
      onSubmit={() => {
        retrying.run(() => core.calls['auth.retryStart'](undefined))
      }}
    >
      <p className={styles.detail}>{message}</p>
      <Problem text={startingOver.problem ?? retrying.problem} />
      <div className={styles.buttons}>
        {endedByStartingOver.includes(reason) ? (
          <Button
            isBusy={startingOver.isBusy}
            onClick={() => {
              startingOver.run(() => core.calls['auth.startOver'](undefined))
            }}
          >
            {t('blocked.startOver')}
          </Button>
        ) : undefined}
        <Button type="submit" variant="primary" isBusy={retrying.isBusy}>
          {t('blocked.retry')}
        </Button>
      </div>
    </Step>
  )
}
