import type { NoteView } from '#shared/contract/entities/team.ts'
import type { Result } from '#shared/lib/result.ts'
import { core } from '../../entities/core.ts'
import { language } from '../../lib/i18n/start-i18n.ts'
import { reportFailure } from '../../ui/report-failure.ts'
import { showToast } from '../../ui/toast.tsx'

/** Removes a note for the whole team, or locally when it never reached the team. */
export function removeNote({ chatId, id }: NoteView): Promise<boolean> {
  return reportFailure(core.calls['note.remove']({ chatId, noteId: id }), 'note')
}

/** Sends the same note again under its id, so that it exists once whatever became of the first attempt. */
export function retryNote({ chatId, id, mentions, messageId, text }: NoteView): Promise<Result<unknown>> {
  return core.calls['note.add']({
    noteId: id,
    chatId,
    text,
    mentionIds: mentions.map(({ userId }) => userId),
    ...(messageId === undefined ? {} : { messageId }),
  })
}

export function copyNote({ text }: NoteView): void {
  navigator.clipboard.writeText(text).catch(() => {
    showToast({
      kind: 'problem',
      text: language.t('actionFailed', {
        ns: 'conversation',
        reason: language.t('error.clipboard', { ns: 'conversation' }),
      }),
    })
  })
}
