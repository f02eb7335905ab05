import { findLiftNeed, type LiftRules } from '../list-order/read-lift.ts'
import { findWaitNeed, type AnswerRules } from '../reply-clock/read-waits.ts'
import type { MessageTail } from './message-tail.ts'

export interface TrimRules {
  readonly lift: LiftRules
  /** Absent: the chat has no reply clock. */
  readonly answers?: AnswerRules | undefined
}

/**
 * Drops the oldest messages that neither the order nor the open wait needs. Both stay the same, also after anything
 * is added or deleted later, except that a deleted answer may need older messages again.
 */
export function trimTail(tail: MessageTail, rules: TrimRules): MessageTail {
  const liftNeed = findLiftNeed(tail, rules.lift)
  const waitNeed = rules.answers === undefined ? liftNeed : findWaitNeed(tail, rules.answers)
  const from = Math.min(liftNeed, waitNeed)
  return from === 0 ? tail : { facts: tail.facts.slice(from), reachesStart: false }
}
