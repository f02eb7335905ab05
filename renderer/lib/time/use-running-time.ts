import { useCallback, useSyncExternalStore } from 'react'
import { createWaitTicker } from '../wait/wait-ticker.ts'
import { windowClock } from '../window-clock.ts'

/** One timer for everything that is counted by the second, and only while it is shown. */
const ticker = createWaitTicker(windowClock)
const secondMs = 1000

/** Whole seconds since a moment, counted on by themselves; never less than 0. */
export function useSecondsSince(sinceMs: number): number {
  const subscribe = useCallback(
    (listener: () => void) =>
      ticker.subscribe((nowMs) => sinceMs + (readSeconds(sinceMs, nowMs) + 1) * secondMs, listener),
    [sinceMs],
  )
  return useSyncExternalStore(subscribe, () => readSeconds(sinceMs, windowClock.now()))
}

function readSeconds(sinceMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - sinceMs) / secondMs))
}
