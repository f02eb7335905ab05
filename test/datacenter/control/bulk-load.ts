import type { Clock } from '#shared/lib/clock.ts'
import { RpcError } from '../rpc.ts'
import type { Chat } from '../world/model.ts'
import type { WorldActions } from '../world/world-actions.ts'

export interface BulkOrder {
  readonly chats: readonly Chat[]
  readonly count: number
  /** Undefined: as fast as possible. */
  readonly perSecond: number | undefined
  readonly text: string
}

export interface BulkReport {
  readonly state: 'running' | 'finished' | 'stopped'
  readonly wanted: number
  readonly sent: number
  /** What the service's rules did not let through, such as slow mode. */
  readonly refused: number
  /** Milliseconds since 1970. */
  readonly startedAtMs: number
  readonly finishedAtMs: number | undefined
  readonly perSecond: number
}

const tickMs = 10
const burst = 250

/** Sends many messages over many chats, in turn, as members who cannot log in. */
export class BulkLoad {
  readonly #actions: WorldActions
  readonly #clock: Clock
  readonly #order: BulkOrder
  readonly #startedAtMs: number
  readonly #writers: readonly (readonly number[])[]
  readonly done: Promise<BulkReport>
  #sent = 0
  #refused = 0
  #finishedAtMs: number | undefined
  #isStopped = false

  constructor(actions: WorldActions, clock: Clock, order: BulkOrder) {
    this.#actions = actions
    this.#clock = clock
    this.#order = order
    this.#startedAtMs = clock.now()
    this.#writers = order.chats.map(listWriters)
    this.done = this.#run()
  }

  report(): BulkReport {
    const endMs = this.#finishedAtMs ?? this.#clock.now()
    return {
      state: this.#finishedAtMs === undefined ? 'running' : this.#isStopped ? 'stopped' : 'finished',
      wanted: this.#order.count,
      sent: this.#sent - this.#refused,
      refused: this.#refused,
      startedAtMs: this.#startedAtMs,
      finishedAtMs: this.#finishedAtMs,
      perSecond: Math.round((this.#sent * 1000) / Math.max(1, endMs - this.#startedAtMs)),
    }
  }

  stop(): void {
    this.#isStopped = true
  }

  async #run(): Promise<BulkReport> {
    const { count, perSecond } = this.#order
    while (this.#sent < count && !this.#isStopped) {
      const elapsedMs = this.#clock.now() - this.#startedAtMs
      const due =
        perSecond === undefined ? this.#sent + burst : Math.ceil(((elapsedMs + tickMs) * perSecond) / 1000)
      const until = Math.min(count, due, this.#sent + burst)
      for (; this.#sent < until; this.#sent += 1) this.#sendOne(this.#sent)
      // Sockets are written between two bursts; a burst never waits for a slow client.
      await this.#pause(perSecond === undefined || this.#sent < due)
    }
    this.#finishedAtMs = this.#clock.now()
    return this.report()
  }

  #sendOne(index: number): void {
    const { chats, text } = this.#order
    const chat = chats[index % chats.length]
    const writers = this.#writers[index % chats.length] ?? []
    const fromId = writers[Math.floor(index / chats.length) % writers.length]
    if (chat === undefined || fromId === undefined) return
    try {
      this.#actions.sendMessage({ chatId: chat.id, fromId, text: `${text} ${index + 1}` })
    } catch (error) {
      if (!(error instanceof RpcError)) throw error
      this.#refused += 1
    }
  }

  #pause(isShort: boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    if (isShort) setImmediate(resolve)
    else this.#clock.schedule(this.#clock.now() + tickMs, resolve)
    return promise
  }
}

/** Members without a login of their own, else all who may write. */
export function listWriters(chat: Chat): readonly number[] {
  const members = [...chat.members.values()].filter((member) => member.role !== 'restricted')
  const outsiders = members.filter((member) => !chat.accountIds.has(member.userId))
  return (outsiders.length > 0 ? outsiders : members).map((member) => member.userId)
}
