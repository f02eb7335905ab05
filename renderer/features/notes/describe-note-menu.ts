import type { TFunction } from 'i18next'
import type { NoteView } from '#shared/contract/entities/team.ts'
import type { MenuEntry } from '../../ui/menu.tsx'
import { reportFailure } from '../../ui/report-failure.ts'
import { askToRemove } from './note-removal.ts'
import { copyNote, removeNote, retryNote } from './note-commands.ts'

/** What can be done with a note. */
export function describeNoteMenu(note: NoteView, t: TFunction<'notes'>): readonly MenuEntry[] {
  const isFailed = note.state === 'failed'
  return [
    ...(isFailed
      ? [
          {
            kind: 'item',
            id: 'retry',
            label: t('retry'),
            onSelect: () => {
              void reportFailure(retryNote(note), 'note')
            },
          } as const,
        ]
      : []),
    {
      kind: 'item',
      id: 'copy',
      label: t('copy'),
      onSelect: () => {
        copyNote(note)
      },
    },
    ...(note.canRemove
      ? [
          {
            kind: 'item',
            id: 'remove',
            label: t(isFailed ? 'discard' : 'remove'),
            isDanger: true,
            onSelect: () => {
              // A note that has not reached the team is removed without asking.
              if (isFailed) void removeNote(note)
              else askToRemove(note)
            },
          } as const,
        ]
      : []),
  ]
}
