import { type Message, withEditDate } from './message.ts'

/**
 * The changes that Telegram tells of one chat's messages while a part of the chat is being read. The result of a
 * reading may be older than these changes, because a reading takes several answers, and an answer may have been made
 * before the change. Callers note each change with the event that brings it. Changes that come while nothing is
 * being read are not kept.
 */
export class ChangesMeanwhile {
  #readingCount = 0
  readonly #newIds = new Set<number>()
  readonly #deletedIds = new Set<number>()
  /** The time of the last edit, by message id. */
  readonly #edits = new Map<number, number>()
  /** The users who react now, by message id. */
  readonly #reactions = new Map<number, readonly number[]>()

  get isReading(): boolean {
    return this.#readingCount > 0
  }

  get deletedIds(): Iterable<number> {
    return this.#deletedIds
  }

  get reactions(): ReadonlyMap<number, readonly number[]> {
    return this.#reactions
  }

  /**
   * Remembers changes from this call on until the promise of `read` is settled. `read` must store its result itself.
   */
  async during<Value>(read: () => Promise<Value>): Promise<Value> {
    this.#readingCount += 1
    try {
      return await read()
    } finally {
      this.#readingCount -= 1
      if (this.#readingCount === 0) this.#forget()
    }
  }

  noteNew(id: number): void {
    if (this.#readingCount === 0) return
    this.#deletedIds.delete(id)
    this.#newIds.add(id)
  }

  /** These messages are deleted for good. */
  noteDeleted(ids: readonly number[]): void {
    if (this.#readingCount === 0) return
    for (const id of ids) {
      this.#newIds.delete(id)
      this.#deletedIds.add(id)
    }
  }

  /** `editedS`: seconds since 1970; 0 when the time of the edit is not shown. */
  noteEdited(id: number, editedS: number): void {
    if (this.#readingCount === 0) return
    this.#edits.set(id, Math.max(editedS, this.#edits.get(id) ?? 0))
  }

  noteReactions(id: number, userIds: readonly number[]): void {
    if (this.#readingCount > 0) this.#reactions.set(id, userIds)
  }

  isDeleted(id: number): boolean {
    return this.#deletedIds.has(id)
  }

  isEdited(id: number): boolean {
    return this.#edits.has(id)
  }

  /** The message came while something was being read, and may be missing in the result of the reading. */
  isNew(id: number): boolean {
    return this.#newIds.has(id)
  }

  /**
   * Removes deleted messages from the result of a reading. Edited messages get the time of the edit, but their
   * content may be older.
   */
  correct(messages: readonly Message[]): readonly Message[] {
    return messages.flatMap((message) => {
      if (this.#deletedIds.has(message.id)) return []
      const editedS = this.#edits.get(message.id) ?? 0
      return editedS > message.editedS ? withEditDate(message, editedS) : message
    })
  }

  #forget(): void {
    this.#newIds.clear()
    this.#deletedIds.clear()
    this.#edits.clear()
    this.#reactions.clear()
  }
}

/** The changes of many chats, each while a part of that chat is being read. */
export class ChangesByChat {
  readonly #chats = new Map<number, ChangesMeanwhile>()

  /** Remembers changes of the chat from this call on until the promise of `read` is settled. */
  async during<Value>(chatId: number, read: () => Promise<Value>): Promise<Value> {
    const changes = this.#chats.get(chatId) ?? new ChangesMeanwhile()
    this.#chats.set(chatId, changes)
    try {
      return await changes.during(read)
    } finally {
      if (!changes.isReading) this.#chats.delete(chatId)
    }
  }

  /** Undefined while nothing of the chat is being read. */
  find(chatId: number): ChangesMeanwhile | undefined {
    return this.#chats.get(chatId)
  }
}
