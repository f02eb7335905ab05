import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { Message } from '../telegram/message.ts'

/**
 * Messages that TDLib reported as sent or failed before it answered the call that sent them: only that answer tells
 * which text has which temporary id. Temporary ids are numbered per chat, so two chats may have the same one.
 */
export class EarlyEnds {
  readonly #ends = new Map<string, Message>()
  #callCount = 0

  /**
   * Runs a call whose message may be sent or fail before TDLib answers. Reports that no call took are forgotten
   * after the last call.
   */
  async during<Value>(call: () => Promise<Value>): Promise<Value> {
    this.#callCount += 1
    try {
      return await call()
    } finally {
      this.#callCount -= 1
      if (this.#callCount === 0) this.#ends.clear()
    }
  }

  keep(temporaryId: MessageId, message: Message): void {
    if (this.#callCount > 0) this.#ends.set(keyOf(message.chatId, temporaryId), message)
  }

  take(chatId: ChatId, temporaryId: MessageId): Message | undefined {
    const key = keyOf(chatId, temporaryId)
    const end = this.#ends.get(key)
    this.#ends.delete(key)
    return end
  }

  clear(): void {
    this.#ends.clear()
  }
}

function keyOf(chatId: ChatId, messageId: MessageId): string {
  return `${chatId}:${messageId}`
}
