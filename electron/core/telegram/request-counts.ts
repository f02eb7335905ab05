import type { RequestLimit } from '#shared/contract/entities/session.ts'
import type { Clock, EpochMs } from '#shared/lib/clock.ts'
import {
  answeredEarly,
  countAtOnce,
  isWatched,
  limitOf,
  mostAtOnce,
  type RequestKind,
  requestKinds,
} from './request-kinds.ts'

/** A flood wait may be about an early answer for so long after it. */
const earlyAnswerMs = 10_000

/** How many requests are under way, and how long the next one has to rest after them. */
export class RequestCounts {
  readonly #clock: Clock
  readonly #counts = new Map<RequestLimit, number>()
  /** Requests that nobody watches. */
  #unwatchedCount = 0
  /** When a request of the limit began; for limits of one request at a time, when it ended. */
  readonly #restFromMs = new Map<RequestLimit, EpochMs>()
  readonly #answeredAtMs = new Map<RequestLimit, EpochMs>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  countOf(limit: RequestLimit): number {
    return this.#counts.get(limit) ?? 0
  }

  /** One more request of the kind has to wait until another one ends. */
  isFull(kind: RequestKind): boolean {
    const limit = limitOf(kind)
    if (this.countOf(limit) >= countAtOnce(limit)) return true
    return !isWatched(kind) && this.#unwatchedCount >= mostAtOnce
  }

  /** The earliest moment for the next request of the kind; a moment that has passed where it need not rest. */
  findRestEndMs(kind: RequestKind): EpochMs {
    const { limit, paceMs } = requestKinds[kind]
    const nowMs = this.#clock.now()
    const fromMs = this.#restFromMs.get(limit) ?? -Infinity
    // Setting the clock back never makes a rest longer.
    return nowMs < fromMs ? nowMs : fromMs + paceMs
  }

  /** TDLib may be waiting with something of the limit: with a request under way, or after an early answer. */
  mayBeHeldBack(limit: RequestLimit): boolean {
    const sinceMs = this.#clock.now() - (this.#answeredAtMs.get(limit) ?? -Infinity)
    const isLate = answeredEarly.has(limit) && Math.abs(sinceMs) < earlyAnswerMs
    return isLate || this.countOf(limit) > 0
  }

  noteBegin(kind: RequestKind): void {
    this.#restFromMs.set(limitOf(kind), this.#clock.now())
    this.#add(kind, 1)
  }

  noteEnd(kind: RequestKind): void {
    const limit = limitOf(kind)
    const nowMs = this.#clock.now()
    this.#add(kind, -1)
    this.#answeredAtMs.set(limit, nowMs)
    if (countAtOnce(limit) === 1) this.#restFromMs.set(limit, nowMs)
  }

  #add(kind: RequestKind, by: 1 | -1): void {
    const limit = limitOf(kind)
    if (!isWatched(kind)) this.#unwatchedCount += by
    this.#counts.set(limit, this.countOf(limit) + by)
  }
}
