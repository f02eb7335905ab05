import type { Cancel, Clock } from '#shared/lib/clock.ts'

/** Wakes those who show a running wait, each at the moment it changes; one timer serves them all. */
export interface WaitTicker {
  /** Calls `onTurn` at the moments `findNextMs` names; undefined ends it. */
  subscribe(findNextMs: (nowMs: number) => number | undefined, onTurn: () => void): Cancel
}

interface Follower {
  readonly findNextMs: (nowMs: number) => number | undefined
  readonly onTurn: () => void
  nextMs: number | undefined
}

/** After sleep or a change of the clock, rows are out of date for at most this long. */
const longestWaitMs = 30_000

export function createWaitTicker(clock: Clock): WaitTicker {
  const followers = new Set<Follower>()
  let timer: { readonly atMs: number; readonly cancel: Cancel } | undefined

  const plan = (): void => {
    let earliestMs: number | undefined
    for (const { nextMs } of followers) {
      if (nextMs !== undefined && (earliestMs === undefined || nextMs < earliestMs)) earliestMs = nextMs
    }
    const atMs = earliestMs === undefined ? undefined : Math.min(earliestMs, clock.now() + longestWaitMs)
    if (timer !== undefined && atMs !== undefined && timer.atMs <= atMs && timer.atMs > clock.now()) return
    timer?.cancel()
    timer = atMs === undefined ? undefined : { atMs, cancel: clock.schedule(atMs, turn) }
  }

  const turn = (): void => {
    timer = undefined
    const nowMs = clock.now()
    for (const follower of followers) {
      const isDue = follower.nextMs !== undefined && follower.nextMs <= nowMs
      follower.nextMs = follower.findNextMs(nowMs)
      if (isDue) follower.onTurn()
    }
    plan()
  }

  return {
    subscribe: (findNextMs, onTurn) => {
      const follower: Follower = { findNextMs, onTurn, nextMs: findNextMs(clock.now()) }
      followers.add(follower)
      plan()
      return () => {
        followers.delete(follower)
        if (followers.size > 0) return
        timer?.cancel()
        timer = undefined
      }
    },
  }
}
