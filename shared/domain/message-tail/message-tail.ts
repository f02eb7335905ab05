/** One message, with only what the order of the list and the reply clock need. */
export interface MessageFact {
  /**
   * TDLib's id. For messages of the basic group that a supergroup was upgraded from: `id - 2 ** 52`, before all
   * others.
   */
  readonly id: number
  /** Seconds since 1970. */
  readonly dateS: number
  /** `channel`: an automatic post of the linked channel. A person who writes as a channel of theirs is a `user` of id 0. */
  readonly from: 'user' | 'bot' | 'anonymous_admin' | 'channel' | 'service'
  /** 0 when it is neither a known user nor a bot. */
  readonly userId: number
  /** Sent by this account, from whichever device. */
  readonly isOwn: boolean
  /** The message was deleted: it keeps its place in the order, but starts and stops no clock. */
  readonly isDeleted?: true
  /** The message is a text that draws nothing. It answers nobody, but who sent it may wait. */
  readonly isUnseen?: true
  /** Users who react to it now, ascending. */
  readonly reactedByIds?: readonly number[]
}

/** A stretch of history without gaps, from `facts[0]` to the newest message, ascending by id. */
export interface MessageTail {
  readonly facts: readonly MessageFact[]
  /** Nothing is older than `facts[0]`. */
  readonly reachesStart: boolean
}

export const emptyTail: MessageTail = { facts: [], reachesStart: false }

/**
 * Adds new messages, in any order; those that are known are replaced, but what is deleted stays deleted. What is older
 * than the stretch is left out, because there may be a gap between them: `prependFacts` brings it. Answers the same
 * object when nothing changes.
 */
export function appendFacts(tail: MessageTail, facts: readonly MessageFact[]): MessageTail {
  const oldest = tail.facts[0]
  if (oldest === undefined || tail.reachesStart) return mergeFacts(tail, facts, tail.reachesStart)
  return mergeFacts(
    tail,
    facts.some((fact) => fact.id < oldest.id) ? facts.filter((fact) => fact.id >= oldest.id) : facts,
    false,
  )
}

/**
 * Adds older messages that were read back later, in any order; they reach to `facts[0]` without a gap and may overlap
 * what is known. `reachesStart`: nothing is older than they are.
 */
export function prependFacts(
  tail: MessageTail,
  facts: readonly MessageFact[],
  reachesStart: boolean,
): MessageTail {
  return mergeFacts(tail, facts, tail.reachesStart || reachesStart)
}

/** Ids that are not in the stretch are ignored. */
export function markDeleted(tail: MessageTail, ids: readonly number[]): MessageTail {
  const changed: MessageFact[] = []
  for (const id of ids) {
    const fact = tail.facts[findFactIndex(tail.facts, id)]
    if (fact?.id === id && fact.isDeleted === undefined) changed.push({ ...fact, isDeleted: true })
  }
  return mergeFacts(tail, changed, tail.reachesStart)
}

/** The users who react to a message now; an id that is not in the stretch is ignored. */
export function setReactions(tail: MessageTail, id: number, userIds: readonly number[]): MessageTail {
  const fact = tail.facts[findFactIndex(tail.facts, id)]
  if (fact?.id !== id) return tail
  return mergeFacts(tail, [{ ...fact, reactedByIds: userIds }], tail.reachesStart)
}

/** Index of the first fact whose id is not less. */
export function findFactIndex(facts: readonly MessageFact[], id: number): number {
  let low = 0
  let high = facts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const fact = facts[middle]
    if (fact !== undefined && fact.id < id) low = middle + 1
    else high = middle
  }
  return low
}

function mergeFacts(tail: MessageTail, added: readonly MessageFact[], reachesStart: boolean): MessageTail {
  const facts = mergeSorted(tail.facts, sortFacts(added))
  return facts === tail.facts && reachesStart === tail.reachesStart ? tail : { facts, reachesStart }
}

/** Sorts the facts by id, each id once; of two facts about one message the later one counts. */
function sortFacts(facts: readonly MessageFact[]): readonly MessageFact[] {
  const first = facts[0]
  if (first === undefined) return facts
  if (facts.length === 1) return [normalizeFact(first)]
  const byId = new Map<number, MessageFact>()
  for (const fact of facts) {
    const known = byId.get(fact.id)
    byId.set(fact.id, known === undefined ? normalizeFact(fact) : replaceFact(known, normalizeFact(fact)))
  }
  return [...byId.values()].sort((a, b) => a.id - b.id)
}

/** Answers `known` itself when `added` says nothing new. */
function mergeSorted(known: readonly MessageFact[], added: readonly MessageFact[]): readonly MessageFact[] {
  const first = added[0]
  if (first === undefined) return known
  let index = findFactIndex(known, first.id)
  if (index === known.length) return known.concat(added)
  const rest: MessageFact[] = []
  let hasChanged = false
  for (const fact of added) {
    for (let old = known[index]; old !== undefined && old.id < fact.id; old = known[++index]) rest.push(old)
    const old = known[index]
    if (old?.id !== fact.id) {
      rest.push(fact)
      hasChanged = true
      continue
    }
    const replaced = replaceFact(old, fact)
    hasChanged ||= replaced !== old
    rest.push(replaced)
    index += 1
  }
  if (!hasChanged) return known
  return known.slice(0, findFactIndex(known, first.id)).concat(rest, known.slice(index))
}

function replaceFact(old: MessageFact, fact: MessageFact): MessageFact {
  const next: MessageFact = old.isDeleted === true ? { ...fact, isDeleted: true } : fact
  return isSameFact(old, next) ? old : next
}

function normalizeFact(fact: MessageFact): MessageFact {
  if (fact.reactedByIds === undefined) return fact
  const { reactedByIds, ...rest } = fact
  const ids = [...new Set(reactedByIds)].sort((a, b) => a - b)
  return ids.length === 0 ? rest : { ...rest, reactedByIds: ids }
}

function isSameFact(a: MessageFact, b: MessageFact): boolean {
  return (
    a.dateS === b.dateS &&
    a.from === b.from &&
    a.userId === b.userId &&
    a.isOwn === b.isOwn &&
    a.isDeleted === b.isDeleted &&
    a.isUnseen === b.isUnseen &&
    isSameIds(a.reactedByIds, b.reactedByIds)
  )
}

function isSameIds(a: readonly number[] = [], b: readonly number[] = []): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}
