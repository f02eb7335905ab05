import type { Clock } from '#shared/lib/clock.ts'

/** Timers take at most a signed 32-bit number of milliseconds; longer waits are split. */
const longestTimerMs = 2_147_483_647

/** The clock of the window's own process. */
export const windowClock: Clock = {
  now: () => Date.now(),
  schedule: (atMs, run) => {
    let timer: ReturnType<typeof setTimeout>
    const wait = (): void => {
      const leftMs = atMs - Date.now()
      timer = setTimeout(leftMs > longestTimerMs ? wait : run, Math.min(Math.max(leftMs, 0), longestTimerMs))
    }
    wait()
    return () => {
      clearTimeout(timer)
    }
  },
}
