import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { removeNote } from './note-commands.ts'
import { dismissRemoval, useNoteToRemove } from './note-removal.ts'
import styles from './notes.module.css'

/** Asks before a note is removed for the whole team. */
export function RemoveNoteDialog(): ReactNode {
  const { t } = useTranslation('notes')
  const note = useNoteToRemove()
  if (note === undefined) return undefined
  const confirm = (): void => {
    dismissRemoval()
    void removeNote(note)
  }
  return (
    <Dialog
      isOpen
      onClose={dismissRemoval}
      title={t('removeDialog.title')}
      description={t('removeDialog.text')}
      onSubmit={confirm}
      footer={
        <>
          <Button onClick={dismissRemoval}>{t('removeDialog.cancel')}</Button>
          <Button variant="danger" onClick={confirm}>
            {t('removeDialog.confirm')}
          </Button>
        </>
      }
    >
      <bdi className={styles.quoted}>{note.text}</bdi>
    </Dialog>
  )
}
