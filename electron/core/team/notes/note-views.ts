import type { NoteView, TeamMention, TeamRole } from '#shared/contract/entities/team.ts'
import type { Note } from '#shared/domain/team-log/team-state.ts'
import { asChatId, asMessageId, asUserId } from '../../telegram/ids.ts'

/** A note of the team's log, or one of this console that was refused. */
export interface NoteSource {
  readonly note: Note
  readonly isFailed: boolean
}

export interface NoteViewFacts {
  /** The chat in which they are shown; some notes may be about the group that it was before. */
  readonly chatId: number
  /** Whether messages of the chat have the same ids for everybody. */
  readonly hasMessageIds: boolean
  readonly selfId: number | undefined
  readonly myRole: TeamRole | undefined
  readonly name: (userId: number) => string
}

export function canRemoveNote(
  { isFailed, note }: NoteSource,
  { myRole, selfId }: Pick<NoteViewFacts, 'myRole' | 'selfId'>,
): boolean {
  return isFailed || myRole === 'manager' || (myRole !== undefined && note.written.byUserId === selfId)
}

/** The notes as a window shows them, the oldest first; those of the same second in the order in which they came. */
export function viewNotes(sources: readonly NoteSource[], facts: NoteViewFacts): NoteView[] {
  const mention = (userId: number): TeamMention => ({ userId: asUserId(userId), name: facts.name(userId) })
  return sources
    .map((source): NoteView => {
      const { chatId, id, mentionIds, messageId, text, written } = source.note
      const isOnMessage = messageId !== undefined && facts.hasMessageIds && chatId === facts.chatId
      return {
        id,
        chatId: asChatId(facts.chatId),
        ...(isOnMessage ? { messageId: asMessageId(messageId) } : {}),
        atS: written.atS,
        author: mention(written.byUserId),
        text,
        mentions: mentionIds.map(mention),
        isMine: written.byUserId === facts.selfId,
        state: readNoteState(source),
        canRemove: canRemoveNote(source, facts),
      }
    })
    .sort((one, other) => one.atS - other.atS)
}

function readNoteState({ isFailed, note }: NoteSource): NoteView['state'] {
  if (isFailed) return 'failed'
  return note.written.isPending === true ? 'pending' : 'sent'
}
