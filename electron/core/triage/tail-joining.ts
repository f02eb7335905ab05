import {
  findFactIndex,
  type MessageFact,
  type MessageTail,
} from '#shared/domain/message-tail/message-tail.ts'

/**
 * What was known before (`older`) and what was read since (`fresh`, which reaches the newest message) as one stretch.
 * Where both know the history the fresh one is right: a message that is missing there was deleted meanwhile.
 */
export function joinTails(fresh: MessageTail, older: MessageTail): MessageTail {
  const fromId = fresh.reachesStart ? -Infinity : (fresh.facts[0]?.id ?? Infinity)
  const freshIds = new Set(fresh.facts.map((fact) => fact.id))
  const kept = older.facts
    .filter((fact) => !freshIds.has(fact.id))
    .map((fact) => (fact.id < fromId ? fact : bury(fact)))
  return {
    facts: [...kept, ...fresh.facts].toSorted((a, b) => a.id - b.id),
    reachesStart: fresh.reachesStart || (older.reachesStart && (older.facts[0]?.id ?? Infinity) < fromId),
  }
}

/** Both stretches without a claim about what lies between them; for a first estimate. */
export function overlayTails(fresh: MessageTail, older: MessageTail): MessageTail {
  const freshIds = new Set(fresh.facts.map((fact) => fact.id))
  const facts = [...older.facts.filter((fact) => !freshIds.has(fact.id)), ...fresh.facts]
  return {
    facts: facts.toSorted((a, b) => a.id - b.id),
    reachesStart: older.reachesStart || fresh.reachesStart,
  }
}

function bury(fact: MessageFact): MessageFact {
  return fact.isDeleted === true ? fact : { ...fact, isDeleted: true }
}

/** The message is there after all: TDLib tells of it as new. */
export function reviveFact(tail: MessageTail, fact: MessageFact): MessageTail {
  return { ...tail, facts: tail.facts.map((known) => (known.id === fact.id ? fact : known)) }
}

/** Ids that the server gave are multiples of it. */
const serverIdStep = 2 ** 20
/** TDLib's rule for the ids of supergroups. */
const firstSupergroup = -1_000_000_000_000

/**
 * True when messages are missing before a new one: supergroups number theirs one by one. After a long absence TDLib
 * tells only of the newest one, as if it had just been written.
 */
export function skipsMessages(chatId: number, tail: MessageTail, next: MessageFact): boolean {
  const last = tail.facts.at(-1)
  if (last === undefined || last.id < 0 || chatId >= firstSupergroup) return false
  if (last.id % serverIdStep !== 0 || next.id % serverIdStep !== 0) return false
  return next.id - last.id > serverIdStep
}

/** The newest message that is still there. */
export function findNewest(tail: MessageTail): MessageFact | undefined {
  return tail.facts.findLast((fact) => fact.isDeleted !== true)
}

export function findFact(tail: MessageTail, id: number): MessageFact | undefined {
  const fact = tail.facts[findFactIndex(tail.facts, id)]
  return fact?.id === id ? fact : undefined
}
