import { useCallback, useSyncExternalStore } from 'react'
import type { WaitView } from '#shared/contract/entities/triage.ts'
import { windowClock } from '../window-clock.ts'
import { findNextChangeMs, readStatus, readWaitedMinutes, type WaitStatus } from './wait-time.ts'
import { createWaitTicker } from './wait-ticker.ts'

const ticker = createWaitTicker(windowClock)

/** `none`, or what the wait is now; the component is drawn again only when that changes. */
export function useWaitStatus(wait: WaitView | undefined): WaitStatus | 'none' {
  const subscribe = useTicks(wait)
  return useSyncExternalStore(subscribe, () =>
    wait === undefined ? 'none' : readStatus(wait, windowClock.now()),
  )
}

/** Whole minutes of the wait, counted on by themselves. */
export function useWaitedMinutes(wait: WaitView): number {
  const subscribe = useTicks(wait)
  return useSyncExternalStore(subscribe, () => readWaitedMinutes(wait, windowClock.now()))
}

function useTicks(wait: WaitView | undefined): (listener: () => void) => () => void {
  return useCallback(
    (listener) =>
      wait === undefined ? ignore : ticker.subscribe((nowMs) => findNextChangeMs(wait, nowMs), listener),
    [wait],
  )
}

function ignore(): void {
  // Nothing was subscribed.
}
