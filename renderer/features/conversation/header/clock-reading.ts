import type { WaitView } from '#shared/contract/entities/triage.ts'
import { formatDuration } from '../../../lib/time/format-duration.ts'
import { readElapsedMs } from '../../../lib/wait/wait-time.ts'

/** What the running clock of the open chat shows. */
export interface ClockReading {
  readonly status: WaitView['status']
  /** "12:41". */
  readonly elapsed: string
  /** Where the bar ends, "15:00"; in breach how much it is over, "+2:10". */
  readonly end: string
  /** Parts of the bar, 0 to 1. */
  readonly fill: number
  readonly redMark: number
}

const secondMs = 1000

export function readClock(wait: WaitView, elapsedS: number): ClockReading {
  const { redAfterMs, breachAfterMs } = wait
  const elapsedMs = elapsedS * secondMs
  const status =
    wait.status === 'breach' || elapsedMs >= breachAfterMs
      ? 'breach'
      : wait.status === 'red' || elapsedMs >= redAfterMs
        ? 'red'
        : 'waiting'
  const overMs = Math.max(elapsedMs - breachAfterMs, 0)
  return {
    status,
    elapsed: formatDuration(elapsedMs),
    end: status === 'breach' ? `+${formatDuration(overMs)}` : formatDuration(breachAfterMs),
    fill: Math.min(elapsedMs / breachAfterMs, 1),
    redMark: Math.min(redAfterMs / breachAfterMs, 1),
  }
}

export function readElapsedS(wait: WaitView, nowMs: number): number {
  return Math.floor(readElapsedMs(wait, nowMs) / secondMs)
}

/** Outside working hours, even before the core has said so. */
export function isPaused(wait: WaitView, nowMs: number): boolean {
  return !wait.isRunning || (wait.pausesAtMs !== undefined && nowMs >= wait.pausesAtMs)
}

/** The moment of the next whole second of the wait, or of its pause; undefined while it stands still. */
export function findNextSecondMs(wait: WaitView, nowMs: number): number | undefined {
  if (isPaused(wait, nowMs)) return undefined
  const nextMs = (readElapsedS(wait, nowMs) + 1) * secondMs
  const atMs = wait.asOfMs + nextMs - wait.elapsedMs
  return Math.min(atMs, wait.pausesAtMs ?? atMs)
}
