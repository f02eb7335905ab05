import type { MessageFact, MessageTail } from '../message-tail/message-tail.ts'

/** When a new message moves its chat to the top. */
export interface LiftRules {
  /** A message moves its chat only if the message before it is older by more than this; 0: every message moves it. */
  readonly dampingS: number
  readonly ownMessageLifts: boolean
}

/** The message that lifted a chat last; its date is the chat's place among the others. */
export interface Lift {
  /** Seconds since 1970; 0 when no message is known. */
  readonly liftDateS: number
  readonly liftId: number
  /** False: older messages must be read to be certain. */
  readonly isComplete: boolean
}

/** The newest message that lifts the chat. A deleted message still counts, so that a deletion moves nothing. */
export function readLift(tail: MessageTail, rules: LiftRules): Lift {
  const found = findLift(tail, rules)
  const fact = tail.facts[found.index]
  return { liftDateS: fact?.dateS ?? 0, liftId: fact?.id ?? 0, isComplete: found.isComplete }
}

/** Index of the oldest fact that `readLift` has to see to say the same again. */
export function findLiftNeed(tail: MessageTail, rules: LiftRules): number {
  return findLift(tail, rules).needIndex
}

function findLift(
  tail: MessageTail,
  rules: LiftRules,
): { readonly index: number; readonly needIndex: number; readonly isComplete: boolean } {
  let newer: { readonly fact: MessageFact; readonly index: number } | undefined
  let candidate = 0
  for (let index = tail.facts.length - 1; index >= 0; index -= 1) {
    const fact = tail.facts[index]
    if (fact === undefined || fact.from === 'service') continue
    if (newer !== undefined && canLift(newer.fact, rules) && newer.fact.dateS - fact.dateS > rules.dampingS)
      return { index: newer.index, needIndex: index, isComplete: true }
    if (canLift(fact, rules)) {
      if (rules.dampingS <= 0) return { index, needIndex: index, isComplete: true }
      candidate = index
    }
    newer = { fact, index }
  }
  if (!tail.reachesStart) return { index: candidate, needIndex: 0, isComplete: false }
  // The first message of a chat has none before it. If that message may not lift the chat, the chat is placed
  // by its beginning.
  const isFirst = newer !== undefined && canLift(newer.fact, rules)
  return { index: isFirst && newer !== undefined ? newer.index : 0, needIndex: 0, isComplete: true }
}

function canLift(fact: MessageFact, rules: LiftRules): boolean {
  return rules.ownMessageLifts || !fact.isOwn
}
