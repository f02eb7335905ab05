import type { ChatId } from '#shared/contract/entities/ids.ts'

const chats = new Set<ChatId>()

/** Set by the composer: whether the chat has unsent text. */
export function setTextUnderWay(chatId: ChatId, isUnderWay: boolean): void {
  if (isUnderWay) chats.add(chatId)
  else chats.delete(chatId)
}

/** Asked before a key acts in place of an answer. */
export function hasTextUnderWay(chatId: ChatId): boolean {
  return chats.has(chatId)
}
