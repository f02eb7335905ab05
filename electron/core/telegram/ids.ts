import type { ChatId, MessageId, UserId } from '#shared/contract/entities/ids.ts'

// TDLib's int53 fields are plain numbers; these name what they are at the border.
export const asChatId = (id: number): ChatId => id as ChatId
export const asUserId = (id: number): UserId => id as UserId
export const asMessageId = (id: number): MessageId => id as MessageId

/** Ids of messages that the server has are multiples of it; those of messages on their way are between. */
export const serverIdStep = 2 ** 20

/** Groups have ids of their own; those of the chats of supergroups begin here (TDLib's rule). */
const supergroupOffset = 1_000_000_000_000

/** A private chat has the id of its user. */
export const chatOfUser = (userId: number): ChatId => asChatId(userId)
export const chatOfBasicGroup = (groupId: number): ChatId => asChatId(-groupId)
export const chatOfSupergroup = (groupId: number): ChatId => asChatId(-supergroupOffset - groupId)

/** The supergroup (or channel) of a chat id; undefined for other kinds of chats. */
export function toSupergroupId(chatId: number): number | undefined {
  return chatId < -supergroupOffset ? -supergroupOffset - chatId : undefined
}
