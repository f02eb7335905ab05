import { findFactIndex, type MessageTail } from '../message-tail/message-tail.ts'
import type { ClosedWait, OpenWait, Waits } from './read-waits.ts'

/** A wait that is to be kept as an interval. */
export interface EndedWait extends Pick<
  ClosedWait,
  'startMessageId' | 'startS' | 'messageCount' | 'answeredBy' | 'answerMessageId'
> {
  readonly endedBy: ClosedWait['endedBy'] | 'deleted'
  readonly endS: number
}

export interface WaitChanges {
  /** Intervals to store; each replaces an interval with the same start. */
  readonly ended: readonly EndedWait[]
  /**
   * Stored intervals to delete, by their `startMessageId`: the answer was deleted, or the wait turns out to begin
   * earlier.
   */
  readonly revoked: readonly number[]
}

/**
 * What one change of a chat's messages, marks or rules means for its stored intervals. `tail` is what `after` was
 * read from; `nowS` is the end of a wait that was seen ending without a date of its own (by a reaction, a
 * deletion). A reaction that nobody saw being given ends no interval that could be stored. When messages are
 * deleted after they were answered, their interval stays as it is.
 */
export function compareWaits(
  allBefore: Waits,
  allAfter: Waits,
  tail: MessageTail,
  nowS: number,
): WaitChanges {
  const [before, after] = dropSameBeginning(allBefore, allAfter)
  const ended: EndedWait[] = []
  for (const wait of after.closed) {
    if (before.closed.some((old) => isSameWait(old, wait) || isShrunk(old, wait))) continue
    const endS = wait.endS ?? (isContinued(before.open, wait) ? Math.max(nowS, wait.startS) : undefined)
    if (endS === undefined) continue
    const { lastMessageId: _, ...kept } = wait
    // Telegram promises no order of dates, so an end may be dated before its start; a wait is never shorter
    // than zero.
    ended.push({ ...kept, endS: Math.max(endS, wait.startS) })
  }
  const { open } = before
  if (open !== undefined && open.isComplete && isVanished(open, after, tail))
    ended.push({
      startMessageId: open.startMessageId,
      startS: open.startS,
      messageCount: open.messageCount,
      endedBy: 'deleted',
      endS: Math.max(nowS, open.startS),
    })
  const revoked = before.closed
    .filter(
      (old) =>
        isReopened(old, after.open) ||
        after.closed.some((wait) => wait.endS !== undefined && isShrunk(wait, old)),
    )
    .map((old) => old.startMessageId)
  return { ended, revoked }
}

/** Waits do not overlap: those at the beginning that are the same in both are not affected by later differences. */
function dropSameBeginning(before: Waits, after: Waits): readonly [Waits, Waits] {
  let count = 0
  for (const wait of after.closed) {
    const old = before.closed[count]
    if (old === undefined || !isSameWait(old, wait)) break
    count += 1
  }
  if (count === 0) return [before, after]
  return [
    { ...before, closed: before.closed.slice(count) },
    { ...after, closed: after.closed.slice(count) },
  ]
}

function isSameWait(a: ClosedWait, b: ClosedWait): boolean {
  return (
    a.startMessageId === b.startMessageId &&
    a.messageCount === b.messageCount &&
    a.endedBy === b.endedBy &&
    a.endS === b.endS &&
    a.answeredBy === b.answeredBy &&
    a.answerMessageId === b.answerMessageId
  )
}

/** Whether `part` begins inside `whole`, later than `whole` does. */
function isShrunk(whole: ClosedWait, part: ClosedWait): boolean {
  return whole.startMessageId < part.startMessageId && part.startMessageId <= whole.lastMessageId
}

function isContinued(open: OpenWait | undefined, wait: ClosedWait): boolean {
  return (
    open !== undefined &&
    wait.startMessageId <= open.lastMessageId &&
    open.startMessageId <= wait.lastMessageId
  )
}

function isReopened(old: ClosedWait, open: OpenWait | undefined): boolean {
  return open !== undefined && open.startMessageId <= old.startMessageId
}

/** Whether the wait ended because its messages were deleted without an answer, and no part of it goes on. */
function isVanished(open: OpenWait, after: Waits, { facts }: MessageTail): boolean {
  const start = facts[findFactIndex(facts, open.startMessageId)]
  return (
    start?.id === open.startMessageId &&
    start.isDeleted === true &&
    (after.open === undefined || after.open.startMessageId > open.lastMessageId) &&
    !after.closed.some((wait) => isContinued(open, wait))
  )
}
