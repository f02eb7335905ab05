import type { ReactNode } from 'react'
import { useListDialog } from '../../../shell/list-view.ts'
import { MarkAllReadDialog } from './mark-all-read-dialog.tsx'
import { StarNoteDialog } from './star-note-dialog.tsx'

/** What the list asks; one question at a time. */
export function ListDialogs(): ReactNode {
  const dialog = useListDialog()
  switch (dialog.kind) {
    case 'none':
      return undefined
    case 'starNote':
      return <StarNoteDialog key={dialog.chatId} chatId={dialog.chatId} />
    case 'markAllRead':
      return <MarkAllReadDialog tab={dialog.tab} />
  }
}
