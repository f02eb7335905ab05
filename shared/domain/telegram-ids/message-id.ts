import { supergroupOfChat } from './chat-id.ts'

// TDLib's arithmetic of message ids. Telegram numbers the messages of a chat 1, 2, 3 …; TDLib leaves room between two of
// them for messages that only it has: those on their way, failed ones and drafts of its own.

const numberStep = 2 ** 20
/** Above every id of TDLib: numbers have 31 bits at most. */
const aboveServerIds = 2 ** 51

/** Above every id of TDLib too: from here on ids are given out by this program, for what TDLib does not have. */
export const firstOwnMessageId: number = 2 ** 52

/**
 * By this the ids of a basic group's messages are lower in the supergroup that it became: they stand before all of the
 * supergroup's own, below zero.
 */
export const predecessorIdShift: number = -(2 ** 52)

/** Telegram has the message, under its number; false for one that is on its way or of this program. */
export function isServerMessageId(messageId: number): boolean {
  return messageId > 0 && messageId < aboveServerIds && messageId % numberStep === 0
}

export const toMessageId = (number: number): number => number * numberStep

/** Telegram's number of the message; of one that it does not have, that of the message before. */
export const toMessageNumber = (messageId: number): number => Math.floor(messageId / numberStep)

/** The id of the message that Telegram numbers next. */
export const nextServerMessageId = (messageId: number): number => toMessageId(toMessageNumber(messageId) + 1)

/** False for what this program shows and TDLib does not know. */
export const isTdlibMessageId = (messageId: number): boolean => messageId < firstOwnMessageId

export const toPredecessorId = (id: number): number => id + predecessorIdShift
/** The id inside the old group, of a negative one. */
export const fromPredecessorId = (id: number): number => id - predecessorIdShift

/** The link that members of the chat can open; undefined where Telegram has none. */
export function linkToMessage(chatId: number, messageId: number): string | undefined {
  const supergroupId = supergroupOfChat(chatId)
  if (supergroupId === undefined) return undefined
  return `https://t.me/c/${supergroupId}/${Math.max(toMessageNumber(messageId), 1)}`
}
