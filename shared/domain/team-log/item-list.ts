import type { TeamLogItem } from './log-item.ts'

/** The known messages of the log, in their order, each once. */
export class ItemList {
  #items: TeamLogItem[] = []

  get newestId(): number | undefined {
    return this.#items.at(-1)?.messageId
  }

  /** Items with ids above `afterId`, and not above `upToId`. */
  slice(afterId: number, upToId = Number.POSITIVE_INFINITY): readonly TeamLogItem[] {
    return this.#items.slice(
      this.#findAfter(afterId),
      upToId === Number.POSITIVE_INFINITY ? undefined : this.#findAfter(upToId),
    )
  }

  countAfter(messageId: number): number {
    return this.#items.length - this.#findAfter(messageId)
  }

  /** Adds items, replacing those with a known id. Gives the items that are new or changed. */
  add(items: readonly TeamLogItem[]): readonly TeamLogItem[] {
    if (this.#continues(items)) {
      for (const one of items) this.#items.push(one)
      return items
    }
    const sorted = new Map(
      [...items].sort((a, b) => a.messageId - b.messageId).map((one) => [one.messageId, one]),
    )
    const fresh: TeamLogItem[] = []
    const inserted: TeamLogItem[] = []
    for (const item of sorted.values()) {
      const index = this.#findAfter(item.messageId - 1)
      const before = this.#items[index]
      if (before?.messageId !== item.messageId) inserted.push(item)
      else if (isSame(before, item)) continue
      else this.#items[index] = item
      fresh.push(item)
    }
    this.#insert(inserted)
    return fresh
  }

  /** Removes messages. Gives those that were in the list. */
  remove(messageIds: readonly number[]): readonly TeamLogItem[] {
    const gone = new Set(messageIds)
    const removed = this.#items.filter((one) => gone.has(one.messageId))
    if (removed.length > 0) this.#items = this.#items.filter((one) => !gone.has(one.messageId))
    return removed
  }

  /** Whether the items are in order, and come after everything in the list. */
  #continues(items: readonly TeamLogItem[]): boolean {
    let last = this.newestId ?? 0
    for (const { messageId } of items) {
      if (messageId <= last) return false
      last = messageId
    }
    return true
  }

  #insert(sorted: readonly TeamLogItem[]): void {
    if (sorted.length === 0) return
    this.#items = [...this.#items, ...sorted].sort((a, b) => a.messageId - b.messageId)
  }

  /** Index of the first item with an id above this one. */
  #findAfter(messageId: number): number {
    let low = 0
    let high = this.#items.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#items[middle]?.messageId ?? 0) <= messageId) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Whether both are the same message; the content is compared as text where it is not the same object. */
function isSame(a: TeamLogItem, b: TeamLogItem): boolean {
  if (a === b) return true
  if (a.authorId !== b.authorId || a.dateS !== b.dateS || a.flaw !== b.flaw) return false
  return a.content === b.content || JSON.stringify(a.content) === JSON.stringify(b.content)
}
