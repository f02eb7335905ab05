import type { Clock, EpochMs } from '#shared/lib/clock.ts'

/**
 * `telegram` asked for it in an answer; `tdlib` waits by itself, and answers what is under way when it has waited; `own`:
 * something failed that may succeed in a moment.
 */
export type HeldBy = 'telegram' | 'tdlib' | 'own'

interface Hold {
  readonly fromMs: EpochMs
  readonly untilMs: EpochMs
  readonly by: HeldBy
}

/** Until when nothing is asked, by what is held. A clock that is set back makes no hold longer: it ends it. */
export class RequestHolds<Name extends string> {
  readonly #clock: Clock
  readonly #holds = new Map<Name, Hold>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    return this.#holds.size
  }

  /** A hold that lasts longer already stays as it is. */
  hold(name: Name, forMs: number, by: HeldBy): void {
    const fromMs = this.#clock.now()
    const untilMs = fromMs + forMs
    if ((this.findUntilMs(name) ?? 0) >= untilMs) return
    this.#holds.set(name, { fromMs, untilMs, by })
  }

  /** Undefined: it is not held. */
  findUntilMs(name: Name): EpochMs | undefined {
    const hold = this.#holds.get(name)
    if (hold === undefined) return undefined
    const nowMs = this.#clock.now()
    return nowMs >= hold.fromMs && nowMs < hold.untilMs ? hold.untilMs : undefined
  }

  /** The same for what Telegram asked for, which people are told. */
  findToldMs(name: Name): EpochMs | undefined {
    return this.#holds.get(name)?.by === 'own' ? undefined : this.findUntilMs(name)
  }

  /** True when some have ended since it was looked last. */
  dropEnded(): boolean {
    const { size } = this.#holds
    for (const name of this.#holds.keys()) {
      if (this.findUntilMs(name) === undefined) this.#holds.delete(name)
    }
    return this.#holds.size < size
  }

  /** Everything that TDLib waited with has been answered. */
  endTdlibs(name: Name): void {
    if (this.#holds.get(name)?.by === 'tdlib') this.#holds.delete(name)
  }

  clear(): void {
    this.#holds.clear()
  }
}
