import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './settings.module.css'
import { UnsavedFooter } from './unsaved-footer.tsx'
import type { CloseGuard } from './use-close-guard.ts'

interface Props {
  readonly title: string
  readonly description: ReactNode
  /** Asks before changes are lost. */
  readonly guard: CloseGuard
  readonly saveLabel: string
  readonly isBusy: boolean
  /** Why it could not be read or saved, in words. */
  readonly problem: string | undefined
  /** Read-only. */
  readonly isFixed?: boolean
  /** Buttons before the one that closes the dialog. */
  readonly tools?: ReactNode
  readonly onSave: () => void
  /** Closes the dialog and discards the changes. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/** An editor in a dialog of its own; its changes take effect when they are saved. */
export function EditorDialog(props: Props): ReactNode {
  const { title, description, guard, isBusy, problem, onSave, onClose, children } = props
  return (
    <Dialog
      isOpen
      onClose={guard.requestClose}
      title={title}
      description={description}
      size="medium"
      onSubmit={onSave}
      footer={
        guard.isAsking ? (
          <UnsavedFooter
            guard={guard}
            problem={problem}
            isBusy={isBusy}
            onDiscard={onClose}
            onSave={onSave}
          />
        ) : (
          <EditorFooter {...props} />
        )
      }
    >
      {children}
    </Dialog>
  )
}

function EditorFooter({
  saveLabel,
  isBusy,
  problem,
  isFixed = false,
  tools,
  onSave,
  onClose,
}: Props): ReactNode {
  const { t } = useTranslation('common')
  return (
    <>
      <span className={styles.footerText}>
        {problem === undefined ? undefined : (
          <span role="alert" className={styles.problem}>
            {problem}
          </span>
        )}
      </span>
      {tools}
      <Button onClick={onClose}>{t(isFixed ? 'close' : 'cancel')}</Button>
      {isFixed ? undefined : (
        <Button variant="primary" shortcut="Ctrl Enter" isBusy={isBusy} onClick={onSave}>
          {saveLabel}
        </Button>
      )}
    </>
  )
}
