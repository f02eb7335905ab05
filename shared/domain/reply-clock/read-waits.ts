import type { MessageFact, MessageTail } from '../message-tail/message-tail.ts'

/** Somebody said that the messages up to this one need no reply. */
export interface NoReplyMark {
  readonly upToMessageId: number
  /** Where message ids are not the same for everybody, this moment decides instead of the id; seconds. */
  readonly upToS?: number | undefined
  /**
   * Where the id decides, messages after this moment are still not answered, because nobody can answer ahead;
   * seconds.
   */
  readonly latestS?: number | undefined
  readonly atMs: number
  readonly byUserId?: number | undefined
  /** Messages up to this one were answered by earlier marks, which are not known any more. */
  readonly answeredUpToMessageId?: number | undefined
  /** The same as a moment, where the moment decides. */
  readonly answeredUpToS?: number | undefined
  /** The same as `latestS`, for the earlier marks. */
  readonly answeredLatestS?: number | undefined
}

export interface AnswerRules {
  /**
   * Whether a user is staff; the account itself always is. Called for people only. One function never changes its
   * answer for a user.
   */
  readonly isStaff: (userId: number) => boolean
  readonly anonymousIsStaff: boolean
  /** A reaction of staff answers the message and all older ones. */
  readonly reactionAnswers: boolean
  readonly noReplies?: readonly NoReplyMark[]
}

export interface OpenWait {
  /** The oldest unanswered message; negative when it is in the group this chat was upgraded from. */
  readonly startMessageId: number
  readonly startS: number
  /** The newest unanswered message. */
  readonly lastMessageId: number
  /** Unanswered messages of customers. */
  readonly messageCount: number
  /** False: the wait may have begun earlier. */
  readonly isComplete: boolean
}

export interface ClosedWait {
  readonly startMessageId: number
  readonly startS: number
  readonly lastMessageId: number
  readonly messageCount: number
  readonly endedBy: 'reply' | 'no_reply_needed' | 'reaction'
  /**
   * Absent for a reaction, because Telegram does not say when it was given, and for a mark that is not known any
   * more.
   */
  readonly endS?: number
  readonly answeredBy?: number
  readonly answerMessageId?: number
}

export interface Waits {
  readonly open?: OpenWait
  /** Oldest first; only those whose beginning is certain. */
  readonly closed: readonly ClosedWait[]
  /** False: there is no answer in the stretch, and it does not reach the start. */
  readonly isComplete: boolean
}

type Answer = Pick<ClosedWait, 'endedBy' | 'endS' | 'answeredBy' | 'answerMessageId'>

/** Who waited for an answer, and who waits now. The result depends on the messages and marks alone. */
export function readWaits(tail: MessageTail, rules: AnswerRules): Waits {
  return foldKnown(tail, rules).waits
}

/** The waits, and when somebody of staff wrote last, by name; seconds. */
export function readAnswers(
  tail: MessageTail,
  rules: AnswerRules,
): { readonly waits: Waits; readonly lastAnswerS?: number | undefined } {
  return foldKnown(tail, rules)
}

/** More messages than this are not kept just for the case that the last answer is deleted. */
const spareCount = 200

/**
 * Index of the oldest fact that `readWaits` has to see to find the same open wait again, and, if that is not much, to
 * find it after the last answer was deleted or taken back.
 */
export function findWaitNeed(tail: MessageTail, rules: AnswerRules): number {
  const { answerIndex, answerIndexBefore } = foldKnown(tail, rules)
  if (answerIndex === undefined) return 0
  const spareIndex = answerIndexBefore ?? 0
  return answerIndex - spareIndex > spareCount ? answerIndex : spareIndex
}

/** The result for a tail, with everything needed to continue when the tail has grown. */
export interface WaitFold {
  readonly waits: Waits
  /** Index of the last answer, whether somebody waited for it or not. */
  readonly answerIndex?: number | undefined
  /** Index of the last answer before the last closed wait. */
  readonly answerIndexBefore?: number | undefined
  readonly lastAnswerS?: number | undefined
  readonly tail: MessageTail
  readonly rules: AnswerRules
  /** The state after the last message, before the marks that come after it are applied. */
  readonly state: FoldState
}

interface FoldState {
  readonly closed: readonly ClosedWait[]
  readonly pending: Readonly<Pending> | undefined
  readonly answerIndex: number | undefined
  readonly answerIndexBefore: number | undefined
  readonly markIndex: number
  readonly lastAnswerS: number | undefined
}

const noState: FoldState = {
  closed: [],
  pending: undefined,
  answerIndex: undefined,
  answerIndexBefore: undefined,
  markIndex: 0,
  lastAnswerS: undefined,
}

/** Shorter tails are read as a whole each time. */
const longFrom = 256
/**
 * The last fold of each long tail, by its first message: without it, each new message would cost a pass over all
 * before it.
 */
const longFolds = new WeakMap<MessageFact, WaitFold>()

function foldKnown(tail: MessageTail, rules: AnswerRules): WaitFold {
  const first = tail.facts[0]
  if (first === undefined || tail.facts.length < longFrom) return foldWaits(tail, rules)
  const fold = foldWaits(tail, rules, longFolds.get(first))
  longFolds.set(first, fold)
  return fold
}

/**
 * `earlier` saves the work for the messages already folded, if the tail begins with them and the rules are the
 * same.
 */
export function foldWaits(tail: MessageTail, rules: AnswerRules, earlier?: WaitFold): WaitFold {
  const { facts, reachesStart } = tail
  const isGrown = earlier !== undefined && isContinued(earlier, tail, rules)
  if (isGrown && earlier.tail.facts.length === facts.length) return earlier
  const from = isGrown ? earlier.tail.facts.length : 0
  const marks = sortMarks(rules.noReplies)
  const start = isGrown ? earlier.state : noState
  const closed = [...start.closed]
  let pending: Pending | undefined = start.pending && { ...start.pending }
  let { answerIndex, answerIndexBefore, lastAnswerS, markIndex } = start

  const answer = (index: number, how: Answer) => {
    if (pending !== undefined) {
      if (reachesStart || answerIndex !== undefined) closed.push({ ...pending, ...how })
      answerIndexBefore = answerIndex
      pending = undefined
    }
    answerIndex = index
  }
  /** Applies marks that answer messages before `index` and none from there on. */
  const applyMarks = (index: number, next: MessageFact | undefined) => {
    for (;;) {
      const mark = marks[markIndex]
      if (mark === undefined || (next !== undefined && !isBefore(mark, next))) return
      markIndex += 1
      if (index > 0) answer(index - 1, describeMark(mark, pending))
    }
  }

  for (let index = from; index < facts.length; index += 1) {
    const fact = facts[index]
    if (fact === undefined) continue
    applyMarks(index, fact)
    const role = readRole(fact, rules)
    if (role === 'staff') {
      answer(index, describeReply(fact))
      if (fact.from === 'user') lastAnswerS = fact.dateS
    }
    if (role !== 'customer') continue
    pending ??= { startMessageId: fact.id, startS: fact.dateS, lastMessageId: fact.id, messageCount: 0 }
    pending.lastMessageId = fact.id
    pending.messageCount += 1
    const reactedBy = rules.reactionAnswers ? fact.reactedByIds?.find((id) => rules.isStaff(id)) : undefined
    if (reactedBy !== undefined) answer(index, { endedBy: 'reaction', answeredBy: reactedBy })
  }
  const seen = { closed: [...closed], pending: pending && { ...pending }, markIndex }
  const state: FoldState = { ...seen, answerIndex, answerIndexBefore, lastAnswerS }
  applyMarks(facts.length, undefined)

  const isComplete = reachesStart || answerIndex !== undefined
  const open = pending === undefined ? {} : { open: { ...pending, isComplete } }
  const waits: Waits = { ...open, closed, isComplete }
  return { waits, answerIndex, answerIndexBefore, lastAnswerS, tail, rules, state }
}

function isContinued({ rules: known, tail: seen }: WaitFold, tail: MessageTail, rules: AnswerRules): boolean {
  return (
    seen.reachesStart === tail.reachesStart &&
    seen.facts.length <= tail.facts.length &&
    known.isStaff === rules.isStaff &&
    known.anonymousIsStaff === rules.anonymousIsStaff &&
    known.reactionAnswers === rules.reactionAnswers &&
    isSameList(known.noReplies ?? [], rules.noReplies ?? []) &&
    isPrefix(seen.facts, tail.facts)
  )
}

function isSameList(a: readonly NoReplyMark[], b: readonly NoReplyMark[]): boolean {
  return a.length === b.length && a.every((mark, index) => mark === b[index])
}

function isPrefix(start: readonly MessageFact[], whole: readonly MessageFact[]): boolean {
  for (let index = 0; index < start.length; index += 1) if (start[index] !== whole[index]) return false
  return true
}

/** The unanswered messages of a fold; changed in place, because there may be thousands. */
interface Pending {
  readonly startMessageId: number
  readonly startS: number
  lastMessageId: number
  messageCount: number
}

function readRole(fact: MessageFact, rules: AnswerRules): 'staff' | 'customer' | 'none' {
  if (fact.isDeleted === true) return 'none'
  const author = readAuthor(fact, rules)
  // A customer who sends blanks may still wait for somebody; staff who send blanks say nothing.
  return author === 'staff' && fact.isUnseen === true ? 'none' : author
}

function readAuthor(fact: MessageFact, rules: AnswerRules): 'staff' | 'customer' | 'none' {
  switch (fact.from) {
    case 'service':
    case 'bot':
    case 'channel':
      return 'none'
    case 'anonymous_admin':
      return fact.isOwn || rules.anonymousIsStaff ? 'staff' : 'customer'
    case 'user':
      return fact.isOwn || rules.isStaff(fact.userId) ? 'staff' : 'customer'
  }
}

function describeReply(fact: MessageFact): Answer {
  const author = fact.userId > 0 ? { answeredBy: fact.userId } : {}
  return { endedBy: 'reply', endS: fact.dateS, answerMessageId: fact.id, ...author }
}

function describeMark(mark: AnsweringMark, pending: Pending | undefined): Answer {
  if (mark.atMs === undefined) return { endedBy: 'no_reply_needed' }
  const author = mark.byUserId === undefined ? {} : { answeredBy: mark.byUserId }
  const endS = Math.max(Math.floor(mark.atMs / 1000), pending?.startS ?? 0)
  return { endedBy: 'no_reply_needed', endS, ...author }
}

/** A mark that is not known any more has no time. */
type AnsweringMark = Pick<NoReplyMark, 'upToMessageId' | 'upToS' | 'latestS' | 'byUserId'> & {
  readonly atMs?: number
}

function isBefore({ latestS, upToMessageId, upToS }: AnsweringMark, fact: MessageFact): boolean {
  if (upToS !== undefined) return upToS < fact.dateS
  return upToMessageId < fact.id || (latestS !== undefined && latestS < fact.dateS)
}

/**
 * Sorts marks in the order in which they end waits; earlier marks, which are not known any more, come first. Marks
 * by the moment belong to the group that this chat was upgraded from, unless all marks are by the moment.
 */
function sortMarks(marks: readonly NoReplyMark[] = []): readonly AnsweringMark[] {
  const all: AnsweringMark[] = [...marks]
  for (const { answeredLatestS, answeredUpToMessageId, answeredUpToS } of marks)
    if (answeredUpToMessageId !== undefined)
      all.push({
        upToMessageId: answeredUpToMessageId,
        upToS: answeredUpToS,
        latestS: answeredLatestS,
      })
  return all.sort(
    (a, b) =>
      (a.upToS ?? Infinity) - (b.upToS ?? Infinity) ||
      (a.upToS === undefined ? a.upToMessageId - b.upToMessageId : 0) ||
      (a.atMs ?? 0) - (b.atMs ?? 0),
  )
}
