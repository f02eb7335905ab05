import { describe, expect, test } from 'vitest'
import {
  appendFacts,
  emptyTail,
  markDeleted,
  type MessageFact,
  type MessageTail,
  prependFacts,
  setReactions,
} from './message-tail.ts'

const fact = (id: number, more: Partial<MessageFact> = {}): MessageFact => ({
  id,
  dateS: 1000 + id,
  from: 'user',
  userId: 7,
  isOwn: false,
  ...more,
})
const tailOf = (...ids: number[]): MessageTail => ({ facts: ids.map((id) => fact(id)), reachesStart: false })
const idsOf = (tail: MessageTail) => tail.facts.map(({ id }) => id)

describe('new messages', () => {
  test('are sorted in, whatever their order', () => {
    expect(idsOf(appendFacts(tailOf(10, 20), [fact(40), fact(15), fact(30)]))).toEqual([10, 15, 20, 30, 40])
  })

  test('are left out when there may be a gap to them', () => {
    const tail = tailOf(10, 20)
    expect(appendFacts(tail, [fact(5)])).toBe(tail)
    expect(idsOf(appendFacts(tail, [fact(5), fact(30)]))).toEqual([10, 20, 30])
  })

  test('are all that there is in an empty tail, and in one that knows the start', () => {
    expect(idsOf(appendFacts(emptyTail, [fact(2), fact(1)]))).toEqual([1, 2])
    const whole = { ...tailOf(10), reachesStart: true }
    expect(idsOf(appendFacts(whole, [fact(5)]))).toEqual([5, 10])
  })

  test('replace what is known of them', () => {
    const tail = appendFacts(tailOf(10, 20), [fact(10, { reactedByIds: [3] })])
    expect(tail.facts[0]).toEqual(fact(10, { reactedByIds: [3] }))
    expect(appendFacts(tail, [fact(10)]).facts[0]).toEqual(fact(10))
  })

  test('that say nothing new change nothing', () => {
    const tail = appendFacts(tailOf(10), [fact(20, { reactedByIds: [4, 3] })])
    expect(appendFacts(tail, [fact(10), fact(20, { reactedByIds: [3, 4, 3] })])).toBe(tail)
    expect(appendFacts(tail, [])).toBe(tail)
  })

  test('stay deleted once they were deleted, in one batch too', () => {
    const tail = markDeleted(tailOf(10, 20), [20])
    expect(appendFacts(tail, [fact(20)])).toBe(tail)
    expect(appendFacts(emptyTail, [fact(1, { isDeleted: true }), fact(1)]).facts[0]?.isDeleted).toBe(true)
  })
})

test('older history comes before, may overlap, and may be the start', () => {
  const tail = prependFacts(tailOf(10, 20), [fact(10), fact(3), fact(5)], false)
  expect(idsOf(tail)).toEqual([3, 5, 10, 20])
  expect(tail.reachesStart).toBe(false)
  const whole = prependFacts(tail, [], true)
  expect(whole).toEqual({ facts: tail.facts, reachesStart: true })
  expect(prependFacts(whole, [fact(3)], false)).toBe(whole)
})

test('the group a chat was upgraded from comes before all', () => {
  const old = [fact(8 - 2 ** 52), fact(9 - 2 ** 52)]
  expect(idsOf(prependFacts(tailOf(1), old.toReversed(), true))).toEqual([...old.map(({ id }) => id), 1])
})

test('a deleted message keeps its place; others are not touched', () => {
  const tail = tailOf(10, 20)
  const changed = markDeleted(tail, [15, 10])
  expect(changed.facts).toEqual([fact(10, { isDeleted: true }), fact(20)])
  expect(changed.facts[1]).toBe(tail.facts[1])
  expect(markDeleted(changed, [10, 99])).toBe(changed)
})

test('reactions are those of now', () => {
  const tail = tailOf(10)
  const reacted = setReactions(tail, 10, [9, 2, 9])
  expect(reacted.facts[0]?.reactedByIds).toEqual([2, 9])
  expect(setReactions(reacted, 10, [2, 9])).toBe(reacted)
  expect(setReactions(reacted, 10, []).facts[0]).toEqual(fact(10))
  expect(setReactions(tail, 11, [1])).toBe(tail)
})
