import type { MessageId, UserId } from '#shared/contract/entities/ids.ts'
import type { EventId } from '#shared/contract/entities/team.ts'
import { hasNotes, hasSharedMessageIds } from '#shared/domain/notes/note-scope.ts'
import { isServerMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { asChatId } from '../../telegram/ids.ts'
import type { PostErrorCode, TeamLog, Roster } from '../team-ports.ts'
import type { NoteSources } from './note-sources.ts'
import { canRemoveNote } from './note-views.ts'
import type { OwnNotes } from './own-notes.ts'

export interface NewNote {
  readonly noteId: EventId
  readonly chatId: number
  readonly text: string
  readonly mentionIds: readonly UserId[]
  readonly messageId?: MessageId | undefined
}

export interface NoteActionParts {
  readonly teamLog: Pick<TeamLog, 'channelId' | 'post'>
  readonly roster: Pick<Roster, 'memberIds' | 'myRole' | 'selfId'>
  readonly own: OwnNotes
  readonly sources: NoteSources
}

/** Posts a note once per id. It is on disk when this answers, even if the team's log refuses it later. */
export function addNote(
  { teamLog, own, roster, sources }: NoteActionParts,
  { chatId, messageId, noteId: id, text, ...note }: NewNote,
  atS: number,
): Result<undefined, PostErrorCode | 'chat_not_found'> {
  if (teamLog.channelId === undefined) return fail('no_team', 'no team channel is chosen')
  const chat = sources.findChat(chatId)
  if (chat === undefined || !hasNotes(chat) || chatId === teamLog.channelId) {
    return fail('chat_not_found', 'no such chat with notes')
  }
  const known = sources.find(chatId, id)
  if (known?.isFailed === false) return ok()
  const mentionIds = note.mentionIds.filter((userId) => roster.memberIds.has(userId))
  const isOnMessage =
    messageId !== undefined && isServerMessageId(messageId) && hasSharedMessageIds(chat.kind)
  const kept = own.put({ id, chatId, text, mentionIds, atS, ...(isOnMessage ? { messageId } : {}) })
  if (!kept.ok) return kept
  const posted = teamLog.post(
    {
      type: 'note',
      chat: chat.id,
      text,
      mentions: mentionIds,
      ...(isOnMessage ? { message: messageId } : {}),
    },
    { id, isLoud: mentionIds.length > 0 },
  )
  if (posted.ok) return ok()
  // The composer still has the text of a new note; the text of an earlier note stays where it was.
  if (known === undefined) own.drop([id])
  return posted
}

/** Removes a note. A refused note is dropped at once, and `onDropped` is told; any other is removed by an event. */
export function removeNote(
  { teamLog, own, roster, sources }: NoteActionParts,
  { chatId, noteId }: { readonly chatId: number; readonly noteId: EventId },
  onDropped: (chatId: number) => void,
): Result<undefined, PostErrorCode | 'note_not_found'> {
  const source = sources.find(chatId, noteId)
  if (source === undefined) return fail('note_not_found', 'there is no such note')
  const { isFailed, note } = source
  if (isFailed) {
    const dropped = own.drop([noteId])
    if (dropped.ok) onDropped(sources.findPresent(chatId))
    return dropped
  }
  if (!canRemoveNote(source, roster)) return fail('no_right', 'only its author or a manager removes a note')
  const posted = teamLog.post({ type: 'note_removed', chat: asChatId(note.chatId), note: noteId })
  if (!posted.ok) return posted
  own.drop([noteId])
  return ok()
}
