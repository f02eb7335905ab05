import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'

/**
 * The longest wait of one timer. Timers do not count the time that a machine sleeps, so a longer wait is checked
 * again at this interval. The value is also far below the 2^31 ms after which a timer of Node fires at once.
 */
const maxTimerMs = 30_000

/** A wait up to this long is a pause rather than a date: it ends in time even if the wall clock is set back. */
const longestPauseMs = 60_000

/**
 * The machine's clock. Its timers never keep the process alive. Wall time decides when a timer is due: a moment that
 * passed while the machine slept is due within half a minute after the machine wakes.
 */
export class SystemClock implements Clock {
  now(): EpochMs {
    return Date.now()
  }

  schedule(atMs: EpochMs, run: () => void): Cancel {
    const startedAtMs = performance.now()
    const wantedMs = atMs - Date.now()
    const isPause = wantedMs <= longestPauseMs
    let timer: NodeJS.Timeout
    const arm = (leftMs: number): void => {
      timer = setTimeout(wake, Math.min(Math.max(leftMs, 0), maxTimerMs))
      timer.unref()
    }
    const wake = (): void => {
      const leftOfDateMs = atMs - Date.now()
      const leftOfPauseMs = wantedMs - (performance.now() - startedAtMs)
      const leftMs = isPause ? Math.min(leftOfDateMs, leftOfPauseMs) : leftOfDateMs
      if (leftMs > 0) arm(leftMs)
      else run()
    }
    arm(wantedMs)
    return () => {
      clearTimeout(timer)
    }
  }
}
