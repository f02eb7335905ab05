import type { ChatView } from '#shared/contract/entities/chat.ts'
import { isPersonalChat } from '#shared/domain/telegram-ids/chat-id.ts'
import type { Alarm } from '#shared/domain/team-log/team-state.ts'

export interface AlarmChatsParts {
  /** The present id of the chat: its group may have become a supergroup since. */
  readonly followUpgrade: (chatId: number) => number
  readonly selfId: () => number | undefined
  readonly findView: (chatId: number) => ChatView | undefined
}

/**
 * The chat of an alarm as this account has it; undefined: this account has no such chat. The id of a private chat
 * is that of the other person, the same for everybody who writes with them, so it names the right chat only for the
 * user who raised the alarm.
 */
export function findAlarmChat(alarm: Alarm, parts: AlarmChatsParts): number | undefined {
  const chatId = parts.followUpgrade(alarm.chatId)
  if (isPersonalChat(chatId) && alarm.raised.byUserId !== parts.selfId()) return undefined
  return parts.findView(chatId) === undefined ? undefined : chatId
}
