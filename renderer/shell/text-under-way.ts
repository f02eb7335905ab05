import type { ChatId } from '#shared/contract/entities/ids.ts'

const chats = new Set<ChatId>()

/** Told by whoever keeps the texts: whether something is written in the chat that is not sent. */
export function setTextUnderWay(chatId: ChatId, isUnderWay: boolean): void {
  if (isUnderWay) chats.add(chatId)
  else chats.delete(chatId)
}

/** A key that speaks for the user asks before it does. */
export function hasTextUnderWay(chatId: ChatId): boolean {
  return chats.has(chatId)
}
