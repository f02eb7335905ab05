import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ok, type Result } from '#shared/lib/result.ts'
import { core } from '../../entities/core.ts'
import { useSessionPart } from '../../entities/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { useCall } from '../../lib/failure/use-call.ts'
import { showFailure } from '../../ui/report-failure.ts'
import styles from './bars.module.css'

/** Says that this is a demo, and leads to the real thing. */
export function DemoBanner(): ReactNode {
  const { t } = useTranslation('connection')
  const { t: common } = useTranslation('common')
  const isDemo = useSessionPart((session) => session?.workspace === 'demo')
  const { isBusy, run } = useCall('demo', { tell: showFailure })
  if (!isDemo) return undefined
  const signIn = async (): Promise<Result<unknown>> => {
    const result = await core.calls['workspace.switch']({ to: 'account' })
    // The core restarts for this, so a lost connection is expected here.
    return !result.ok && result.error.code === 'disconnected' ? ok() : result
  }
  return (
    <aside className={styles.bar} aria-label={common('appName')}>
      <p>{t('demo.text')}</p>
      <Button
        isBusy={isBusy}
        onClick={() => {
          run(signIn)
        }}
      >
        {t(isBusy ? 'demo.switching' : 'demo.signIn')}
      </Button>
    </aside>
  )
}
