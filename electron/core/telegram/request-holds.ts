import type { Clock, EpochMs } from '#shared/lib/clock.ts'

/**
 * Why requests are held. `telegram`: Telegram asked for a wait in an answer. `tdlib`: TDLib waits by itself, and
 * answers the requests under way after its wait. `own`: a request failed that may succeed in a moment.
 */
export type HeldBy = 'telegram' | 'tdlib' | 'own'

interface Hold {
  readonly fromMs: EpochMs
  readonly untilMs: EpochMs
  readonly by: HeldBy
}

/** Until when no requests are made, by name. Setting the clock back never makes a hold longer: it ends the hold. */
export class RequestHolds<Name extends string> {
  readonly #clock: Clock
  readonly #holds = new Map<Name, Hold>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    return this.#holds.size
  }

  /** Holds requests for this long. A hold that already lasts longer stays as it is. */
  hold(name: Name, forMs: number, by: HeldBy): void {
    const fromMs = this.#clock.now()
    const untilMs = fromMs + forMs
    if ((this.findUntilMs(name) ?? 0) >= untilMs) return
    this.#holds.set(name, { fromMs, untilMs, by })
  }

  /** The end of a hold; undefined when nothing is held under this name. */
  findUntilMs(name: Name): EpochMs | undefined {
    const hold = this.#holds.get(name)
    if (hold === undefined) return undefined
    const nowMs = this.#clock.now()
    return nowMs >= hold.fromMs && nowMs < hold.untilMs ? hold.untilMs : undefined
  }

  /** The end of a hold that Telegram caused. Only these holds are shown to people. */
  findToldMs(name: Name): EpochMs | undefined {
    return this.#holds.get(name)?.by === 'own' ? undefined : this.findUntilMs(name)
  }

  /** Removes holds that have ended. True when there were some. */
  dropEnded(): boolean {
    const { size } = this.#holds
    for (const name of this.#holds.keys()) {
      if (this.findUntilMs(name) === undefined) this.#holds.delete(name)
    }
    return this.#holds.size < size
  }

  /** All requests that TDLib held back have been answered, so its hold ends. */
  endTdlibs(name: Name): void {
    if (this.#holds.get(name)?.by === 'tdlib') this.#holds.delete(name)
  }

  clear(): void {
    this.#holds.clear()
  }
}
