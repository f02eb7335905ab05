import type { ChatView } from '#shared/contract/entities/chat.ts'
import { isPersonalChat } from '#shared/domain/telegram-ids/chat-id.ts'
import type { Alarm } from '#shared/domain/team-log/team-state.ts'

export interface AlarmChatsParts {
  /** The id of the chat now; its group may have become a supergroup since. */
  readonly followUpgrade: (chatId: number) => number
  readonly selfId: () => number | undefined
  readonly findView: (chatId: number) => ChatView | undefined
}

/**
 * The chat of an alarm as this account has it; undefined: it has none. A private chat has the same id for everybody who
 * writes with that person, so it is the chat meant only for whoever raised the alarm.
 */
export function findAlarmChat(alarm: Alarm, parts: AlarmChatsParts): number | undefined {
  const chatId = parts.followUpgrade(alarm.chatId)
  if (isPersonalChat(chatId) && alarm.raised.byUserId !== parts.selfId()) return undefined
  return parts.findView(chatId) === undefined ? undefined : chatId
}
