import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../entities/core.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './settings.module.css'
import { closeSettings } from '../../shell/settings-view.ts'

/** Says what is lost before it is. */
export function LogOutDialog({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const [problem, setProblem] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const logOut = async (): Promise<void> => {
    setIsBusy(true)
    const result = await core.calls['auth.logOut'](undefined)
    setIsBusy(false)
    if (result.ok) {
      closeSettings()
      return
    }
    const { code } = result.error
    setProblem(
      code === 'wrong_step' || code === 'offline'
        ? t(`problem.${code}`)
        : common(code === 'disconnected' || code === 'timeout' ? `problem.${code}` : 'problem.other'),
    )
  }
  const submit = (): void => {
    void logOut()
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={closeSettings}
      title={t('logOutTitle')}
      description={t('logOutText')}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={closeSettings}>{common('cancel')}</Button>
          <Button variant="danger" shortcut="Ctrl Enter" isBusy={isBusy} onClick={submit}>
            {t('logOutConfirm')}
          </Button>
        </>
      }
    >
      {problem === undefined ? undefined : (
        <div role="alert" className={styles.problem}>
          {problem}
        </div>
      )}
    </Dialog>
  )
}
