import type * as Td from 'tdlib-types'

/**
 * Ends of messages whose sending TDLib reported before it answered the call that began it: only the answer says which
 * text has which temporary id. Those are numbered per chat, so that two chats may have the same one.
 */
export class EarlyEnds {
  readonly #ends = new Map<string, Td.message>()
  #callCount = 0

  /** Runs a call whose message may end before its answer; what nobody took is forgotten after the last one. */
  async during<Value>(call: () => Promise<Value>): Promise<Value> {
    this.#callCount += 1
    try {
      return await call()
    } finally {
      this.#callCount -= 1
      if (this.#callCount === 0) this.#ends.clear()
    }
  }

  keep(temporaryId: number, message: Td.message): void {
    if (this.#callCount > 0) this.#ends.set(keyOf(message.chat_id, temporaryId), message)
  }

  take(chatId: number, temporaryId: number): Td.message | undefined {
    const key = keyOf(chatId, temporaryId)
    const end = this.#ends.get(key)
    this.#ends.delete(key)
    return end
  }

  clear(): void {
    this.#ends.clear()
  }
}

function keyOf(chatId: number, messageId: number): string {
  return `${chatId}:${messageId}`
}
