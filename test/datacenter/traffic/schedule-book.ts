import type { Cancel, Clock } from '#shared/lib/clock.ts'

/** Everything that one engine has scheduled, so that stopping it leaves nothing behind. */
export class ScheduleBook {
  readonly #clock: Clock
  readonly #open = new Set<Cancel>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  at(atMs: number, run: () => void): Cancel {
    const cancelTimer = this.#clock.schedule(atMs, () => {
      this.#open.delete(cancel)
      run()
    })
    const cancel: Cancel = () => {
      this.#open.delete(cancel)
      cancelTimer()
    }
    this.#open.add(cancel)
    return cancel
  }

  clear(): void {
    for (const cancel of this.#open) cancel()
  }
}
