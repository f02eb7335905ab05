import type { SeedEntity, SeedMedia } from './seed.ts'

/** What traffic and the control API may do in a world, as anyone. Chats and messages are named as in seeds. */
export interface WorldActions {
  /** Unix seconds of the world's clock. */
  readonly now: () => number
  /** Sends as `fromId`; throws `RpcError` when Telegram would refuse it. */
  sendMessage(input: SendInput): SentMessage
  /** Shows "typing" to the others for some seconds; false takes it back. */
  setTyping(chatId: number, userId: number, isTyping: boolean): void
  setOnline(userId: number, isOnline: boolean): void
  /** The user reads the chat up to the number given, or all of it. */
  readChat(chatId: number, userId: number, upToNumber?: number): void
  /** @param date unix seconds of the edit; now by default */
  editMessage(
    chatId: number,
    number: number,
    text: string,
    entities?: readonly SeedEntity[],
    date?: number,
  ): void
  deleteMessages(chatId: number, numbers: readonly number[]): void
}

export interface SendInput {
  readonly chatId: number
  readonly fromId: number
  readonly text: string
  readonly entities?: readonly SeedEntity[] | undefined
  readonly replyTo?: { readonly message: number; readonly quote?: string | undefined } | undefined
  readonly media?: SeedMedia | undefined
  /** Unix seconds; now by default. */
  readonly date?: number | undefined
  readonly isSilent?: boolean | undefined
  /** The group or channel in whose name it is written. */
  readonly senderChatId?: number | undefined
  readonly viaBotId?: number | undefined
  /** Sent even where Telegram would refuse it to the author. */
  readonly isForced?: boolean | undefined
}

export interface SentMessage {
  readonly chatId: number
  /** See [Note: message numbers] in `seed.ts`. */
  readonly number: number
  readonly date: number
}
