import { History } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../entities/core.ts'
import { useSessionPart } from '../../entities/hooks.ts'
import { useCall } from '../../lib/failure/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import styles from './bars.module.css'

/** Says that the last account's data waits for its owner, and offers to remove it. */
export function KeptAccount(): ReactNode {
  const isKept = useSessionPart((session) => session?.isAccountKept) === true
  return isKept ? <KeptBar /> : undefined
}

function KeptBar(): ReactNode {
  const { t } = useTranslation('connection')
  const { t: common } = useTranslation('common')
  const [isAsking, setIsAsking] = useState(false)
  const { isBusy, problem, run } = useCall('signIn')
  return (
    <div role="region" aria-label={t('kept.label')} className={joinClasses(styles.bar, styles.warning)}>
      <History size={14} aria-hidden="true" />
      <p aria-live="polite">{problem ?? t(isAsking ? 'kept.ask' : 'kept.text')}</p>
      {isAsking ? (
        <>
          <Button
            onClick={() => {
              setIsAsking(false)
            }}
          >
            {common('cancel')}
          </Button>
          <Button
            variant="danger"
            isBusy={isBusy}
            onClick={() => {
              run(() => core.calls['auth.removeKept'](undefined))
            }}
          >
            {t('kept.confirm')}
          </Button>
        </>
      ) : (
        <Button
          onClick={() => {
            setIsAsking(true)
          }}
        >
          {t('kept.remove')}
        </Button>
      )}
    </div>
  )
}
