import { supergroupOfChat } from './chat-id.ts'

// TDLib's arithmetic of message ids. Telegram numbers the messages of a chat 1, 2, 3 …; TDLib leaves room between two of
// them for messages that only it has: those on their way, failed ones and drafts of its own.

const numberStep = 2 ** 20
/** Above every id of TDLib, because Telegram's numbers have 31 bits at most. */
const aboveServerIds = 2 ** 51

/** Above every id of TDLib too: this program gives out ids from here on, for messages that TDLib does not have. */
export const firstOwnMessageId: number = 2 ** 52

/**
 * Added to the ids of a basic group's messages in the supergroup that it became: the results are below zero, and so
 * before all of the supergroup's own ids.
 */
export const predecessorIdShift: number = -(2 ** 52)

/**
 * Whether Telegram has the message, under its number; false for a message that is being sent or is this program's
 * own.
 */
export function isServerMessageId(messageId: number): boolean {
  return messageId > 0 && messageId < aboveServerIds && messageId % numberStep === 0
}

export const toMessageId = (number: number): number => number * numberStep

/** Telegram's number of the message; for one that Telegram does not have, the number of the message before. */
export const toMessageNumber = (messageId: number): number => Math.floor(messageId / numberStep)

/** The id of the message that Telegram numbers next. */
export const nextServerMessageId = (messageId: number): number => toMessageId(toMessageNumber(messageId) + 1)

/** False for messages that this program shows and TDLib does not know. */
export const isTdlibMessageId = (messageId: number): boolean => messageId < firstOwnMessageId

export const toPredecessorId = (id: number): number => id + predecessorIdShift
/** The message's id inside the old group, from a negative id. */
export const fromPredecessorId = (id: number): number => id - predecessorIdShift

/** The link that members of the chat can open; undefined where Telegram has none. */
export function linkToMessage(chatId: number, messageId: number): string | undefined {
  const supergroupId = supergroupOfChat(chatId)
  if (supergroupId === undefined) return undefined
  return `https://t.me/c/${supergroupId}/${Math.max(toMessageNumber(messageId), 1)}`
}
