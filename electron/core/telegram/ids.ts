import type { ChatId, MessageId, UserId } from '#shared/contract/entities/ids.ts'
import * as chatIds from '#shared/domain/telegram-ids/chat-id.ts'

// TDLib's int53 fields are plain numbers; these functions give them their id types at the border.
export const asChatId = (id: number): ChatId => id as ChatId
export const asUserId = (id: number): UserId => id as UserId
export const asMessageId = (id: number): MessageId => id as MessageId

export const chatOfUser = (userId: number): ChatId => asChatId(chatIds.chatOfUser(userId))
export const chatOfBasicGroup = (groupId: number): ChatId => asChatId(chatIds.chatOfBasicGroup(groupId))
export const chatOfSupergroup = (groupId: number): ChatId => asChatId(chatIds.chatOfSupergroup(groupId))
