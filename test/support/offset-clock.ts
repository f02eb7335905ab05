import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import { SystemClock } from '#core/system-clock.ts'

/** The machine's clock, so much ahead of it as the test says: setting it is what a sleep looks like from inside. */
export class OffsetClock implements Clock {
  readonly #system = new SystemClock()
  #offsetMs = 0

  now(): EpochMs {
    return this.#system.now() + this.#offsetMs
  }

  schedule(atMs: EpochMs, run: () => void): Cancel {
    return this.#system.schedule(atMs - this.#offsetMs, run)
  }

  /** Timers that run already are not told, as those of a machine that slept. */
  jump(byMs: number): void {
    this.#offsetMs += byMs
  }
}
