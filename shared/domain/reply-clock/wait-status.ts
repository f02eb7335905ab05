import type { MessageId } from '../../contract/entities/ids.ts'
import type { WaitView } from '../../contract/entities/triage.ts'
import type { CompiledCalendar } from '../working-calendar/working-calendar.ts'
import type { OpenWait } from './read-waits.ts'

/** When a wait turns red and when it is a breach, in working time. */
export interface WaitMarks {
  readonly redAfterMs: number
  readonly breachAfterMs: number
  readonly calendar: CompiledCalendar
}

export interface WaitStatus {
  readonly view: WaitView
  /** When the view changes by itself: red, breach, pause or resume. Absent: never. */
  readonly nextChangeMs?: number
}

/** How long a customer has been waiting at `nowMs`. The view stays the same until `nextChangeMs`. */
export function readWaitStatus(open: OpenWait, marks: WaitMarks, nowMs: number): WaitStatus {
  const { redAfterMs, breachAfterMs, calendar } = marks
  const startMs = open.startS * 1000
  const redAtMs = calendar.addWorking(startMs, redAfterMs)
  const breachAtMs = calendar.addWorking(startMs, breachAfterMs)
  // A message from the future (this machine's clock is late) has not waited yet.
  const atMs = Math.max(nowMs, startMs)
  const isRunning = calendar.isWorking(atMs)
  const changeMs = calendar.nextChangeAfter(atMs)
  const asOfMs = Math.max(startMs, calendar.lastChangeUpTo(atMs) ?? startMs)
  const nextMs = [redAtMs, breachAtMs, changeMs].filter((ms): ms is number => ms !== undefined && ms > nowMs)
  const view: WaitView = {
    status: isOver(breachAtMs, nowMs) ? 'breach' : isOver(redAtMs, nowMs) ? 'red' : 'waiting',
    messageId: open.startMessageId as MessageId,
    sinceS: open.startS,
    messageCount: open.messageCount,
    elapsedMs: calendar.workingMsBetween(startMs, asOfMs),
    asOfMs,
    isRunning,
    ...(changeMs === undefined ? {} : isRunning ? { pausesAtMs: changeMs } : { resumesAtMs: changeMs }),
    redAfterMs,
    breachAfterMs,
    ...(redAtMs === undefined ? {} : { redAtMs }),
    ...(breachAtMs === undefined ? {} : { breachAtMs }),
    isComplete: open.isComplete,
  }
  return nextMs.length === 0 ? { view } : { view, nextChangeMs: Math.min(...nextMs) }
}

function isOver(atMs: number | undefined, nowMs: number): boolean {
  return atMs !== undefined && nowMs >= atMs
}
