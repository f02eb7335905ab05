import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import styles from './settings.module.css'
import type { CloseGuard } from './use-close-guard.ts'

interface Props {
  readonly guard: CloseGuard
  /** What saving would do, in words. */
  readonly text?: string | undefined
  readonly problem?: string | undefined
  readonly isBusy?: boolean
  readonly onDiscard: () => void
  readonly onSave: () => void
}

/** The footer of a dialog with unsaved changes. */
export function UnsavedFooter({ guard, text, problem, isBusy = false, onDiscard, onSave }: Props): ReactNode {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  return (
    <>
      <span className={styles.footerText} role={problem === undefined ? 'status' : 'alert'}>
        {problem === undefined ? (
          <>
            <b>{t(guard.isAsking ? 'unsavedAsk' : 'unsaved')}</b> {guard.isAsking ? undefined : text}
          </>
        ) : (
          <span className={styles.problem}>{problem}</span>
        )}
      </span>
      <Button onClick={onDiscard}>{t('discard')}</Button>
      {guard.isAsking ? <Button onClick={guard.stay}>{t('stay')}</Button> : undefined}
      <Button variant="primary" shortcut="Ctrl Enter" isBusy={isBusy} onClick={onSave}>
        {common('save')}
      </Button>
    </>
  )
}
