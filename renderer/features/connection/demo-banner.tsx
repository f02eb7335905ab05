import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../entities/core.ts'
import { useSessionPart } from '../../entities/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast.tsx'
import styles from './bars.module.css'

/** Says that this is a demo, and leads to the real thing. */
export function DemoBanner(): ReactNode {
  const { t } = useTranslation('connection')
  const { t: common } = useTranslation('common')
  const isDemo = useSessionPart((session) => session?.workspace === 'demo')
  const [isBusy, setIsBusy] = useState(false)
  if (!isDemo) return undefined
  const signIn = async (): Promise<void> => {
    setIsBusy(true)
    const result = await core.calls['workspace.switch']({ to: 'account' })
    setIsBusy(false)
    // The core restarts for it, so a connection that is lost now is what was asked for.
    if (result.ok || result.error.code === 'disconnected') return
    showToast({
      kind: 'problem',
      text: result.error.code === 'not_available' ? t('demo.not_available') : common('problem.other'),
    })
  }
  return (
    <aside className={styles.bar} aria-label={common('appName')}>
      <p>{t('demo.text')}</p>
      <Button
        isBusy={isBusy}
        onClick={() => {
          void signIn()
        }}
      >
        {t(isBusy ? 'demo.switching' : 'demo.signIn')}
      </Button>
    </aside>
  )
}
