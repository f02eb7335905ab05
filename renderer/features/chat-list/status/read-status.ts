import type { RequestLimit, SessionView } from '#shared/contract/entities/session.ts'
import type { JobView, TriageView } from '#shared/contract/entities/triage.ts'

/** What does not go on, and why: Telegram asks to wait until then (ms since 1970), or there is no connection. */
export type Pause =
  | { readonly why: 'telegram'; readonly limit: RequestLimit; readonly untilMs: number }
  | { readonly why: 'offline'; readonly limit: RequestLimit }

/** What the status line says: the most important of the jobs that are running. */
export type ListStatus =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'marking'
      readonly isUndo: boolean
      readonly job: JobView
      readonly pause: Pause | undefined
    }
  | { readonly kind: 'loading'; readonly known: number; readonly total: number | undefined }
  | { readonly kind: 'reading'; readonly job: JobView; readonly pause: Pause | undefined }
  /** Nothing is seen to go on. */
  | { readonly kind: 'waiting'; readonly pause: Pause }

export function readStatus(session: SessionView | undefined, triage: TriageView | undefined): ListStatus {
  if (triage?.markingRead !== undefined) {
    const { isUndo, ...job } = triage.markingRead
    return { kind: 'marking', isUndo, job, pause: findPause(session, 'reading') }
  }
  if (session?.auth.kind !== 'ready') return { kind: 'none' }
  const { sync, waits = [] } = session
  const { isComplete, chatCount, totalCount } = sync
  const lists = waits.find(({ limit }) => limit === 'lists')
  if (!isComplete && lists !== undefined) return { kind: 'waiting', pause: { why: 'telegram', ...lists } }
  if (!isComplete) return { kind: 'loading', known: chatCount, total: totalCount }
  if (triage?.reading !== undefined) {
    return { kind: 'reading', job: triage.reading, pause: findPause(session, 'history') }
  }
  const [longest] = [...waits].sort((a, b) => b.untilMs - a.untilMs)
  return longest === undefined
    ? { kind: 'none' }
    : { kind: 'waiting', pause: { why: 'telegram', ...longest } }
}

/** What keeps the requests of this limit from going on. */
function findPause(session: SessionView | undefined, limit: RequestLimit): Pause | undefined {
  if (session === undefined) return undefined
  const { connection, waits = [] } = session
  // TDLib that catches up is connected, and soon done.
  if (connection !== 'ready' && connection !== 'updating') return { why: 'offline', limit }
  const wait = waits.find((one) => one.limit === limit)
  return wait === undefined ? undefined : { why: 'telegram', ...wait }
}

export type MarkingOutcome = { readonly kind: 'read' | 'unread'; readonly count: number }

/** What the toast says after chats were marked as read: how many, and whether it can be undone. */
export function readOutcome(
  before: TriageView | undefined,
  after: TriageView | undefined,
): MarkingOutcome | undefined {
  if (before === undefined || after === undefined || after.markingRead !== undefined) return undefined
  const { markingRead, undoableReadCount } = before
  if (markingRead?.isUndo === true) return { kind: 'unread', count: undoableReadCount }
  // A short job may end before any patch reports it.
  const isNew = after.undoableReadCount > 0 && after.undoableReadCount !== undoableReadCount
  if (markingRead !== undefined || isNew) return { kind: 'read', count: after.undoableReadCount }
  return undefined
}

/** Whole seconds until `untilMs`, 0 when it has passed. */
export function countSeconds(untilMs: number | undefined, nowMs: number): number {
  return untilMs === undefined ? 0 : Math.max(0, Math.ceil((untilMs - nowMs) / 1000))
}
