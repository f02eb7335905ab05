import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../entities/core.ts'
import { Button } from '../../ui/button.tsx'
import styles from './sign-in.module.css'
import { Problem } from './step.tsx'
import { useCall } from '../../lib/failure/use-call.ts'

/** The way back to the demo. */
export function DemoLine(): ReactNode {
  const { t } = useTranslation('sign-in')
  const { isBusy, problem, run } = useCall('signIn')
  return (
    <>
      <p className={styles.demo}>
        {t('demoBefore')}{' '}
        <Button
          variant="link"
          isBusy={isBusy}
          onClick={() => {
            run(() => core.calls['workspace.switch']({ to: 'demo' }))
          }}
        >
          {t('demo')}
        </Button>
        {t('demoAfter')}
      </p>
      <Problem text={problem} />
    </>
  )
}
