import { markDeleted, type MessageTail, setReactions } from '#shared/domain/message-tail/message-tail.ts'

interface Changes {
  readingCount: number
  readonly deletedIds: Set<number>
  readonly reactions: Map<number, readonly number[]>
}

/**
 * The changes that Telegram tells of messages while a page of their chat is being read. Reading a page takes several
 * answers, and each answer may be older than these changes.
 */
export class PageChanges {
  readonly #chats = new Map<number, Changes>()

  /** Remembers the chat's changes until the promise of `read` is settled. */
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

  /** Applies the changes to a tail that was just read. */
  apply(chatId: number, read: MessageTail): MessageTail {
    const changes = this.#chats.get(chatId)
    if (changes === undefined) return read
    let tail = markDeleted(read, [...changes.deletedIds])
    for (const [id, userIds] of changes.reactions) tail = setReactions(tail, id, userIds)
    return tail
  }
}
