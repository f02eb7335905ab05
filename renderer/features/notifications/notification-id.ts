import type { ChatId } from '#shared/contract/entities/ids.ts'

const alarmPrefix = 'alarm '

/** A chat has one notification, and one more while an alarm sounds there: a new message does not hide it. */
export function writeNotificationId(chatId: ChatId, isAlarm: boolean): string {
  return `${isAlarm ? alarmPrefix : ''}${chatId}`
}

/** The chat that a notification is about. */
export function readNotificationId(id: string): ChatId {
  return Number(id.startsWith(alarmPrefix) ? id.slice(alarmPrefix.length) : id) as ChatId
}
