import type { WaitInterval, WaitView } from '#shared/contract/entities/triage.ts'
import { type Lift, readLift } from '#shared/domain/list-order/read-lift.ts'
import { compareWaits, type EndedWait } from '#shared/domain/reply-clock/compare-waits.ts'
import {
  type AnswerRules,
  type OpenWait,
  readAnswers,
  readWaits,
  type Waits,
} from '#shared/domain/reply-clock/read-waits.ts'
import { readWaitStatus } from '#shared/domain/reply-clock/wait-status.ts'
import type { EpochMs } from '#shared/lib/clock.ts'
import { asChatId, asMessageId, asUserId } from '../telegram/ids.ts'
import type { ClockRules } from './clock-rules.ts'
import type { Deadlines } from '#shared/lib/deadlines.ts'
import type { Intervals } from './intervals.ts'
import { findFact } from './tail-joining.ts'
import type { KnownHistory, Tails } from './tails.ts'

/** The state that follows from the messages of a chat. */
interface ChatClock {
  readonly lift: Lift | undefined
  /** Absent: the chat has no clock. */
  readonly waits: Waits | undefined
  readonly wait: WaitView | undefined
  /** The waits from the last evaluation without a gap. Differences from them are waits that ended or go on again. */
  readonly settled: Waits | undefined
  /** The newest message at that evaluation. */
  readonly settledId: number
  /**
   * The last message of a wait that ended before its beginning was known. History is read further to store its
   * interval.
   */
  readonly owedId: number | undefined
}

const maxKept = 20
const nothingKnown: Waits = { closed: [], isComplete: false }

export interface ChatClocksOptions {
  readonly tails: Tails
  readonly rules: ClockRules
  readonly deadlines: Deadlines
  readonly intervals: Intervals
  readonly now: () => EpochMs
  /** False for a chat that was upgraded to another one. */
  readonly isLive: (chatId: number) => boolean
}

/**
 * The lift and the wait of every chat. They are computed from the chat's tail when the tail changes, and when a
 * moment of the wait comes.
 */
export class ChatClocks {
  readonly #options: ChatClocksOptions
  readonly #clocks = new Map<number, ChatClock>()
  readonly #waiting = new Set<number>()
  /** Of each chat, the last intervals that were saved in this run: their starts and their answers. */
  readonly #kept = new Map<number, Map<number, number>>()
  readonly #counts = { red: 0, breach: 0 }
  #lastAnswerAtS: number | undefined

  constructor(options: ChatClocksOptions) {
    this.#options = options
  }

  find(chatId: number): ChatClock | undefined {
    return this.#clocks.get(chatId)
  }

  get waiting(): ReadonlySet<number> {
    return this.#waiting
  }

  countWaits(): { readonly waiting: number; readonly red: number; readonly breach: number } {
    return { waiting: this.#waiting.size, ...this.#counts }
  }

  get lastAnswerAtS(): number | undefined {
    return this.#lastAnswerAtS
  }

  /** Computes the chat's lift and wait again; true when one of them changed. */
  evaluate(chatId: number, isRestored = false): boolean {
    const { isLive, rules, tails } = this.#options
    const before = this.#clocks.get(chatId)
    const known = isLive(chatId) ? tails.find(chatId) : undefined
    if (known === undefined) {
      this.#forget(chatId)
      return before !== undefined
    }
    const waits = rules.hasClock(chatId) ? this.#readWaits(known, rules.answersOf(chatId)) : undefined
    const isGapless = known.estimate === undefined
    if (waits !== undefined && isGapless) {
      const settled = isRestored ? this.#findRestored(chatId, waits) : before
      if (!isRestored || settled !== undefined) this.#keepIntervals(chatId, settled, waits, known)
    }
    if (waits === undefined) this.#endByClass(chatId, before)
    const settled = waits === undefined ? undefined : isGapless ? waits : before?.settled
    const lift = this.#readLift(known)
    this.#clocks.set(chatId, {
      lift: isSameLift(before?.lift, lift) ? before?.lift : lift,
      waits,
      wait: before?.wait,
      settled,
      settledId: isGapless ? (known.tail.facts.at(-1)?.id ?? 0) : (before?.settledId ?? 0),
      owedId: waits === undefined ? undefined : findOwed(before, waits, known),
    })
    const hasWaitChanged = this.#show(chatId, waits?.open)
    return hasWaitChanged || !isSameLift(before?.lift, lift)
  }

  /** A moment of the wait has come, or wall time was set; true when the view changed. */
  tick(chatId: number): boolean {
    return this.#show(chatId, this.#clocks.get(chatId)?.waits?.open)
  }

  /** Forgets when staff last answered: reading all chats again finds the time anew. */
  forgetLastAnswer(): void {
    this.#lastAnswerAtS = undefined
  }

  clear(): void {
    for (const chatId of this.#clocks.keys()) this.#forget(chatId)
    this.#lastAnswerAtS = undefined
  }

  #readLift({ estimate, isCheck, tail }: KnownHistory): Lift | undefined {
    const { lift: rules } = this.#options.rules
    const lift = readLift(tail, rules)
    if (lift.isComplete || estimate === undefined) return tail.facts.length === 0 ? undefined : lift
    const guess = readLift(estimate, rules)
    return isCheck ? guess : { ...guess, isComplete: false }
  }

  /** Also notes when staff last answered. */
  #readWaits({ estimate, isCheck, tail }: KnownHistory, rules: AnswerRules): Waits {
    const { lastAnswerS, waits } = readAnswers(tail, rules)
    if (lastAnswerS !== undefined) this.#lastAnswerAtS = Math.max(lastAnswerS, this.#lastAnswerAtS ?? 0)
    if (waits.isComplete || estimate === undefined) return waits
    const guess = readWaits(estimate, rules)
    if (isCheck || guess.open === undefined) return guess
    return { ...guess, open: { ...guess.open, isComplete: false }, isComplete: false }
  }

  #show(chatId: number, open: OpenWait | undefined): boolean {
    const { deadlines, now, rules } = this.#options
    const clock = this.#clocks.get(chatId)
    if (clock === undefined) return false
    const before = clock.wait
    if (open === undefined) {
      if (before === undefined) return false
      deadlines.set(chatId, undefined)
      this.#count(chatId, before, undefined)
      this.#clocks.set(chatId, { ...clock, wait: undefined })
      return true
    }
    const { nextChangeMs, view } = readWaitStatus(open, rules.marksOf(chatId), now())
    deadlines.set(chatId, nextChangeMs)
    if (before !== undefined && isSameWaitView(before, view)) return false
    this.#count(chatId, before, view)
    this.#clocks.set(chatId, { ...clock, wait: view })
    return true
  }

  #keepIntervals(chatId: number, before: ChatClock | undefined, waits: Waits, { tail }: KnownHistory): void {
    const { intervals, now } = this.#options
    const settled = before?.settled ?? nothingKnown
    const { ended, revoked } = compareWaits(settled, waits, tail, Math.floor(now() / 1000))
    const kept = this.#kept.get(chatId) ?? new Map<number, number>()
    for (const startMessageId of revoked) intervals.drop(chatId, startMessageId)
    for (const wait of ended) {
      intervals.save(this.#measure(chatId, wait))
      if (wait.answerMessageId !== undefined) kept.set(wait.startMessageId, wait.answerMessageId)
    }
    // A saved interval keeps its beginning even when that message was deleted. When its answer was deleted, the
    // interval is dropped.
    for (const [startMessageId, answerId] of kept) {
      if (findFact(tail, answerId)?.isDeleted !== true) continue
      kept.delete(startMessageId)
      if (!waits.closed.some((wait) => wait.startMessageId === startMessageId)) {
        intervals.drop(chatId, startMessageId)
      }
    }
    if (kept.size > maxKept) kept.delete(Math.min(...kept.keys()))
    if (kept.size > 0) this.#kept.set(chatId, kept)
    const { open } = waits
    // An open wait that begins among messages known before is a wait that goes on again, however long ago its
    // interval was saved.
    const isReopened =
      open?.isComplete === true &&
      before !== undefined &&
      open.startMessageId !== settled.open?.startMessageId &&
      open.startMessageId <= before.settledId
    if (isReopened) intervals.drop(chatId, open.startMessageId)
  }

  /**
   * The waits of a restored chat as the store knows them, if the store knows less than the messages and marks say.
   * "No reply needed" may be set while the beginning of the wait is still being read; then the mark is on disk
   * before the interval.
   */
  #findRestored(chatId: number, waits: Waits): ChatClock | undefined {
    const last = waits.closed.at(-1)
    if (last?.endedBy !== 'no_reply_needed') return undefined
    const kept = this.#options.intervals.read(chatId, maxKept)
    if (kept.some((one) => one.startMessageId === last.startMessageId)) return undefined
    const settled: Waits = { ...waits, closed: waits.closed.slice(0, -1) }
    return { lift: undefined, waits, wait: undefined, settled, settledId: 0, owedId: undefined }
  }

  /** Ends an open wait because the chat is no longer a customer's. */
  #endByClass(chatId: number, before: ChatClock | undefined): void {
    const open = before?.settled?.open
    if (open?.isComplete !== true) return
    const endS = Math.max(open.startS, Math.floor(this.#options.now() / 1000))
    const { messageCount, startMessageId, startS } = open
    const wait = { startMessageId, startS, messageCount, endS }
    this.#options.intervals.save(this.#measure(chatId, { ...wait, endedBy: 'class_changed' }))
  }

  #measure(chatId: number, wait: Omit<EndedWait, 'endedBy'> & Pick<WaitInterval, 'endedBy'>): WaitInterval {
    const { answerMessageId, answeredBy, endS, startS } = wait
    const { calendar } = this.#options.rules.marksOf(chatId)
    return {
      chatId: asChatId(chatId),
      startMessageId: wait.startMessageId,
      startS,
      endS,
      wallMs: (endS - startS) * 1000,
      workingMs: calendar.workingMsBetween(startS * 1000, endS * 1000),
      endedBy: wait.endedBy,
      messageCount: wait.messageCount,
      ...(answeredBy === undefined ? {} : { answeredBy: asUserId(answeredBy) }),
      ...(answerMessageId === undefined ? {} : { answerMessageId: asMessageId(answerMessageId) }),
    }
  }

  #forget(chatId: number): void {
    const clock = this.#clocks.get(chatId)
    if (clock === undefined) return
    this.#options.deadlines.set(chatId, undefined)
    this.#count(chatId, clock.wait, undefined)
    this.#clocks.delete(chatId)
    this.#kept.delete(chatId)
  }

  #count(chatId: number, before: WaitView | undefined, after: WaitView | undefined): void {
    if (before !== undefined) this.#countStatus(before, -1)
    if (after !== undefined) this.#countStatus(after, 1)
    if (after === undefined) this.#waiting.delete(chatId)
    else this.#waiting.add(chatId)
  }

  #countStatus({ status }: WaitView, by: 1 | -1): void {
    if (status !== 'waiting') this.#counts.red += by
    if (status === 'breach') this.#counts.breach += by
  }
}

/** Finds a wait that was answered while its beginning was still being looked for. */
function findOwed(before: ChatClock | undefined, waits: Waits, { tail }: KnownHistory): number | undefined {
  const { open } = before?.waits ?? {}
  const id = before?.owedId ?? (open?.isComplete === false ? open.lastMessageId : undefined)
  if (id === undefined || tail.reachesStart) return undefined
  const goesOn = waits.open !== undefined && waits.open.startMessageId <= id
  const isKnown = waits.closed.some((wait) => wait.startMessageId <= id)
  const isThere = findFact(tail, id)?.isDeleted !== true
  return goesOn || isKnown || !isThere ? undefined : id
}

function isSameLift(a: Lift | undefined, b: Lift | undefined): boolean {
  return a?.liftDateS === b?.liftDateS && a?.liftId === b?.liftId && a?.isComplete === b?.isComplete
}

/** Compares two views by value: all fields are plain values. */
function isSameWaitView(a: WaitView, b: WaitView): boolean {
  const names = Object.keys(a) as (keyof WaitView)[]
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
