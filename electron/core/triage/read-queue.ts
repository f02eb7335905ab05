import TinyQueue from 'tinyqueue'

/**
 * Why a chat is read, the most urgent need first: a customer waits or may wait in it, nobody is known to wait and that
 * is looked at again, or only its place in the list is uncertain.
 */
const needs = ['clock', 'check', 'order'] as const
export type ReadNeed = (typeof needs)[number]

interface QueuedRead {
  readonly chatId: number
  readonly need: ReadNeed
  readonly dateS: number
}

/** Chats whose history has to be read, those with the most urgent need first, and among them the newest chats. */
export class ReadQueue {
  readonly #findDateS: (chatId: number) => number
  readonly #heap = new TinyQueue<QueuedRead>([], compareReads)
  /** The current entry of each chat. Outdated entries stay in the heap until they reach its top. */
  readonly #current = new Map<number, QueuedRead>()

  constructor(findDateS: (chatId: number) => number) {
    this.#findDateS = findDateS
  }

  /** True when the chat was not queued for this need before. */
  add(chatId: number, need: ReadNeed): boolean {
    const queued = this.#current.get(chatId)
    if (queued?.need === need) return false
    const read: QueuedRead = { chatId, need, dateS: this.#findDateS(chatId) }
    this.#current.set(chatId, read)
    this.#heap.push(read)
    return true
  }

  remove(chatId: number): void {
    this.#current.delete(chatId)
  }

  peek(): QueuedRead | undefined {
    for (;;) {
      const first = this.#heap.peek()
      if (first === undefined || this.#current.get(first.chatId) === first) return first
      this.#heap.pop()
    }
  }

  take(): QueuedRead | undefined {
    const first = this.peek()
    if (first === undefined) return undefined
    this.#heap.pop()
    this.#current.delete(first.chatId)
    return first
  }

  clear(): void {
    this.#current.clear()
    while (this.#heap.length > 0) this.#heap.pop()
  }
}

function compareReads(a: QueuedRead, b: QueuedRead): number {
  if (a.need !== b.need) return needs.indexOf(a.need) - needs.indexOf(b.need)
  return b.dateS - a.dateS
}
