import type { WaitView } from '#shared/contract/entities/triage.ts'

export type WaitStatus = WaitView['status']

const minuteMs = 60_000

/** How long the customer has waited at `nowMs`, in working time, as the contract says windows count. */
export function readElapsedMs(wait: WaitView, nowMs: number): number {
  if (!wait.isRunning) return wait.elapsedMs
  const untilMs = wait.pausesAtMs === undefined ? nowMs : Math.min(nowMs, wait.pausesAtMs)
  return wait.elapsedMs + Math.max(0, untilMs - wait.asOfMs)
}

/** The state of the wait at `nowMs`: a row turns red on time even before the core says so. */
export function readStatus(wait: WaitView, nowMs: number): WaitStatus {
  const elapsedMs = readElapsedMs(wait, nowMs)
  if (wait.status === 'breach' || elapsedMs >= wait.breachAfterMs) return 'breach'
  if (wait.status === 'red' || elapsedMs >= wait.redAfterMs) return 'red'
  return 'waiting'
}

export function readWaitedMinutes(wait: WaitView, nowMs: number): number {
  return Math.floor(readElapsedMs(wait, nowMs) / minuteMs)
}

/** The next moment at which the minutes or the status change; undefined while the clock is paused. */
export function findNextChangeMs(wait: WaitView, nowMs: number): number | undefined {
  if (!wait.isRunning) return undefined
  const elapsedMs = readElapsedMs(wait, nowMs)
  const targets = [
    (Math.floor(elapsedMs / minuteMs) + 1) * minuteMs,
    wait.redAfterMs,
    wait.breachAfterMs,
  ].filter((target) => target > elapsedMs)
  const atMs = wait.asOfMs + Math.min(...targets) - wait.elapsedMs
  return wait.pausesAtMs !== undefined && atMs > wait.pausesAtMs ? undefined : atMs
}
