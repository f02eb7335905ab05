import * as v from 'valibot'

// TDLib's int53 identifiers: exact in a JavaScript number, never mixed up thanks to the brand.
const int53 = v.pipe(v.number(), v.safeInteger())

export const ChatId = v.pipe(int53, v.brand('ChatId'))
export type ChatId = v.InferOutput<typeof ChatId>

export const UserId = v.pipe(int53, v.brand('UserId'))
export type UserId = v.InferOutput<typeof UserId>

/** Ids grow with time inside a chat; a message that is being sent has a temporary id above all sent ones. */
export const MessageId = v.pipe(int53, v.brand('MessageId'))
export type MessageId = v.InferOutput<typeof MessageId>

/** Seconds since 1970, as Telegram dates messages. */
export const EpochSeconds = v.pipe(v.number(), v.integer())
