import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import { SystemClock } from '#core/system-clock.ts'

/** The machine's clock (or another one), so much ahead of it as the test says: setting it is what a sleep looks like from inside. */
export class OffsetClock implements Clock {
  readonly #base: Clock
  #offsetMs = 0

  constructor(base: Clock = new SystemClock()) {
    this.#base = base
  }

  now(): EpochMs {
    return this.#base.now() + this.#offsetMs
  }

  schedule(atMs: EpochMs, run: () => void): Cancel {
    return this.#base.schedule(atMs - this.#offsetMs, run)
  }

  /** Timers that run already are not told, as those of a machine that slept. */
  jump(byMs: number): void {
    this.#offsetMs += byMs
  }
}
