import type { TlObject } from '../rpc.ts'

/** How often a method was called by whom; `userId` is undefined before login. */
export interface CallCount {
  readonly method: string
  readonly userId: number | undefined
  readonly count: number
}

/** How many messages answers of a method gave to whom; `chatId` is absent for private chats. */
export interface ReadCount {
  readonly method: string
  readonly userId: number
  readonly chatId: number | undefined
  readonly count: number
}

/** Counts calls by method and user, those without a handler apart, and the messages that answers hand out. */
export class CallLog {
  readonly #counts = new Map<string, Map<number | undefined, number>>()
  readonly #unserved = new Map<string, number>()
  readonly #layers = new Set<number>()
  readonly #reads = new Map<string, ReadCount>()

  record(method: string, userId: number | undefined): void {
    const byUser = this.#counts.get(method) ?? new Map<number | undefined, number>()
    byUser.set(userId, (byUser.get(userId) ?? 0) + 1)
    this.#counts.set(method, byUser)
  }

  recordUnserved(method: string): void {
    this.#unserved.set(method, (this.#unserved.get(method) ?? 0) + 1)
  }

  /** Counts the messages in an answer; those that are pushed are not asked for, and not counted. */
  recordAnswer(method: string, userId: number, answer: TlObject): void {
    for (const messages of [answer['messages'], answer['new_messages']]) {
      if (!Array.isArray(messages)) continue
      for (const message of messages as readonly TlObject[])
        if (message._ !== 'messageEmpty') this.#recordRead(method, userId, message['peer_id'] as TlObject)
    }
  }

  #recordRead(method: string, userId: number, peer: TlObject): void {
    const id = peer['channel_id'] ?? peer['chat_id']
    const chatId = id === undefined ? undefined : Number(id)
    const key = `${method} ${userId} ${chatId}`
    const count = (this.#reads.get(key)?.count ?? 0) + 1
    this.#reads.set(key, { method, userId, chatId, count })
  }

  /** Messages handed out since the last `forgetReads`. */
  listReads(): readonly ReadCount[] {
    return [...this.#reads.values()]
  }

  forgetReads(): void {
    this.#reads.clear()
  }

  recordLayer(layer: number): void {
    this.#layers.add(layer)
  }

  /** Calls of a method, of one user when given. */
  countOf(method: string, userId?: number): number {
    const byUser = this.#counts.get(method)
    if (byUser === undefined) return 0
    if (userId !== undefined) return byUser.get(userId) ?? 0
    return [...byUser.values()].reduce((sum, count) => sum + count, 0)
  }

  list(): readonly CallCount[] {
    return [...this.#counts].flatMap(([method, byUser]) =>
      [...byUser].map(([userId, count]) => ({ method, userId, count })),
    )
  }

  /** Methods that were called without being served, with how often. */
  unserved(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#unserved].sort(([a], [b]) => a.localeCompare(b)))
  }

  /** The API layers clients named in invokeWithLayer. */
  layers(): readonly number[] {
    return [...this.#layers]
  }
}
