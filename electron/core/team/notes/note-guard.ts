import { hasNotes, type NotedChat } from '#shared/domain/notes/note-scope.ts'
import { isNoteText } from '#shared/domain/notes/note-text.ts'

/** Whether a text of this chat is an internal note, and so never to be given to Telegram as anything of the chat's. */
export type IsNote = (chatId: number, text: string) => boolean

/** A chat of which nothing is known yet has notes: a text too few is written again, one too many is not taken back. */
export function createNoteGuard(find: (chatId: number) => NotedChat | undefined): IsNote {
  return (chatId, text) => {
    if (!isNoteText(text)) return false
    const chat = find(chatId)
    return chat === undefined || hasNotes(chat)
  }
}
