import { hasNotes, type NotedChat } from '#shared/domain/notes/note-scope.ts'
import { isNoteText } from '#shared/domain/notes/note-text.ts'

/** Whether a text of this chat is an internal note, which must never be given to Telegram as a text of that chat. */
export type IsNote = (chatId: number, text: string) => boolean

/**
 * An unknown chat is taken for one with notes: a note too many can be written again as a message, a sent message
 * cannot be taken back.
 */
export function createNoteGuard(find: (chatId: number) => NotedChat | undefined): IsNote {
  return (chatId, text) => {
    if (!isNoteText(text)) return false
    const chat = find(chatId)
    return chat === undefined || hasNotes(chat)
  }
}
