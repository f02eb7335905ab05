import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../entities/core.ts'
import { useCall } from '../../lib/failure/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './settings.module.css'
import { closeSettings } from '../../shell/settings-view.ts'

/** Says what will be lost by logging out, and asks. */
export function LogOutDialog({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const { isBusy, problem, run } = useCall('logOut')
  const submit = (): void => {
    run(() => core.calls['auth.logOut'](undefined), closeSettings)
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
