import {
  findFactIndex,
  markDeleted,
  type MessageFact,
  type MessageTail,
  setReactions,
} from '#shared/domain/message-tail/message-tail.ts'
import { isNumberedForAll } from '#shared/domain/telegram-ids/chat-id.ts'
import type { ChangesMeanwhile } from '../telegram/changes-meanwhile.ts'
import { isServerMessageId, nextServerMessageId } from '#shared/domain/telegram-ids/message-id.ts'

/**
 * Joins what was known before (`older`) and what was read since (`fresh`, which reaches the newest message) into one
 * stretch. Where both cover the same history, `fresh` is right: a message that is missing in it was deleted
 * meanwhile.
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

/** Both stretches together, without a claim about the messages between them; for a first estimate. */
export function overlayTails(fresh: MessageTail, older: MessageTail): MessageTail {
  const freshIds = new Set(fresh.facts.map((fact) => fact.id))
  const facts = [...older.facts.filter((fact) => !freshIds.has(fact.id)), ...fresh.facts]
  return {
    facts: facts.toSorted((a, b) => a.id - b.id),
    reachesStart: older.reachesStart || fresh.reachesStart,
  }
}

/** A tail that was just read, with what Telegram told of its messages meanwhile. */
export function applyChanges(read: MessageTail, changes: ChangesMeanwhile | undefined): MessageTail {
  if (changes === undefined) return read
  let tail = markDeleted(read, [...changes.deletedIds])
  for (const [id, userIds] of changes.reactions) tail = setReactions(tail, id, userIds)
  return tail
}

function bury(fact: MessageFact): MessageFact {
  return fact.isDeleted === true ? fact : { ...fact, isDeleted: true }
}

/** A message that counted as deleted exists after all: TDLib tells of it as new. */
export function reviveFact(tail: MessageTail, fact: MessageFact): MessageTail {
  return { ...tail, facts: tail.facts.map((known) => (known.id === fact.id ? fact : known)) }
}

/**
 * True when messages are missing before a new one: supergroups number their messages one by one. After a long
 * absence TDLib tells only of the newest message, as if it had just been written.
 */
export function skipsMessages(chatId: number, tail: MessageTail, next: MessageFact): boolean {
  const last = tail.facts.at(-1)
  if (last === undefined || !isNumberedForAll(chatId)) return false
  if (!isServerMessageId(last.id) || !isServerMessageId(next.id)) return false
  return next.id > nextServerMessageId(last.id)
}

/** The newest message that is not deleted. */
export function findNewest(tail: MessageTail): MessageFact | undefined {
  return tail.facts.findLast((fact) => fact.isDeleted !== true)
}

export function findFact(tail: MessageTail, id: number): MessageFact | undefined {
  const fact = tail.facts[findFactIndex(tail.facts, id)]
  return fact?.id === id ? fact : undefined
}
