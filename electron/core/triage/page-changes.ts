import { markDeleted, type MessageTail, setReactions } from '#shared/domain/message-tail/message-tail.ts'

interface Changes {
  readingCount: number
  readonly deletedIds: Set<number>
  readonly reactions: Map<number, readonly number[]>
}

/**
 * What Telegram tells of messages while a page of their chat is read. A page takes several answers, and each may be
 * older than what was told since.
 */
export class PageChanges {
  readonly #chats = new Map<number, Changes>()

  /** Changes of the chat are remembered until what `read` gives is settled. */
  async during<Value>(chatId: number, read: () => Promise<Value>): Promise<Value> {
    const changes = this.#chats.get(chatId) ?? {
      readingCount: 0,
      deletedIds: new Set(),
      reactions: new Map(),
    }
    this.#chats.set(chatId, changes)
    changes.readingCount += 1
    try {
      return await read()
    } finally {
      changes.readingCount -= 1
      if (changes.readingCount === 0) this.#chats.delete(chatId)
    }
  }

  noteNew(chatId: number, id: number): void {
    this.#chats.get(chatId)?.deletedIds.delete(id)
  }

  noteDeleted(chatId: number, ids: readonly number[]): void {
    const deletedIds = this.#chats.get(chatId)?.deletedIds
    for (const id of ids) deletedIds?.add(id)
  }

  noteReactions(chatId: number, id: number, userIds: readonly number[]): void {
    this.#chats.get(chatId)?.reactions.set(id, userIds)
  }

  /** A tail that was read just now, as it is after them. */
  apply(chatId: number, read: MessageTail): MessageTail {
    const changes = this.#chats.get(chatId)
    if (changes === undefined) return read
    let tail = markDeleted(read, [...changes.deletedIds])
    for (const [id, userIds] of changes.reactions) tail = setReactions(tail, id, userIds)
    return tail
  }
}
