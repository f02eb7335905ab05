import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'

/** The longest delay that a timer of Node keeps; a longer one would fire at once. */
const maxTimerMs = 2_147_483_647

/**
 * The machine's clock. Its timers never keep the process alive, and what is due is decided by wall time:
 * a moment that passed while the machine slept is due when it wakes.
 */
export class SystemClock implements Clock {
  now(): EpochMs {
    return Date.now()
  }

  schedule(atMs: EpochMs, run: () => void): Cancel {
    let timer: NodeJS.Timeout
    const arm = (): void => {
      const delayMs = Math.min(Math.max(atMs - Date.now(), 0), maxTimerMs)
      timer = setTimeout(wake, delayMs)
      timer.unref()
    }
    const wake = (): void => {
      if (Date.now() < atMs) arm()
      else run()
    }
    arm()
    return () => {
      clearTimeout(timer)
    }
  }
}
