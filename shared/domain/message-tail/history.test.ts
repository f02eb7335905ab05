import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LiftRules, readLift } from '../list-order/read-lift.ts'
import { type AnswerRules, readWaits } from '../reply-clock/read-waits.ts'
import {
  appendFacts,
  emptyTail,
  markDeleted,
  type MessageFact,
  type MessageTail,
  prependFacts,
  setReactions,
} from './message-tail.ts'
import { trimTail } from './trim-tail.ts'

const me = 1
const userIds = [me, 2, 70, 71] as const

const someFact = fc.record({
  gapS: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constantFrom(0, 299, 300, 301, 3600)),
  author: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...userIds) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'bot' as const,
        'service' as const,
        'channel' as const,
        'anonymous_admin' as const,
      ),
    },
  ),
  isDeleted: fc.boolean(),
  reactedByIds: fc.subarray([...userIds]),
})

/** A history as Telegram may tell it: ids ascend, from the group before the upgrade on, and dates never go back. */
const someHistory = fc
  .record({ facts: fc.array(someFact, { maxLength: 40 }), oldCount: fc.integer({ min: 0, max: 5 }) })
  .map(({ facts, oldCount }) => {
    let dateS = 1_790_000_000
    return facts.map(({ author, gapS, isDeleted, reactedByIds }, index): MessageFact => {
      dateS += gapS
      const id = index < oldCount ? index + 1 - 2 ** 52 : (index + 1) * 2
      const isPerson = typeof author === 'number'
      return {
        id,
        dateS,
        from: isPerson ? 'user' : author,
        userId: isPerson ? author : 0,
        isOwn: author === me,
        ...(isDeleted && index % 3 === 0 ? { isDeleted: true as const } : {}),
        ...(reactedByIds.length > 0 && index % 4 === 0 ? { reactedByIds } : {}),
      }
    })
  })

const someLiftRules: fc.Arbitrary<LiftRules> = fc.record({
  dampingS: fc.constantFrom(0, 60, 300, 3600),
  ownMessageLifts: fc.boolean(),
})
const someAnswerRules: fc.Arbitrary<AnswerRules> = fc.record({
  isStaff: fc.constant((userId: number) => userId === me || userId === 2),
  anonymousIsStaff: fc.boolean(),
  reactionAnswers: fc.boolean(),
  noReplies: fc.array(
    fc.record({ upToMessageId: fc.integer({ min: 1, max: 90 }), atMs: fc.constant(1_790_000_500_000) }),
    { maxLength: 2 },
  ),
})

const wholeOf = (facts: readonly MessageFact[]): MessageTail => ({ facts, reachesStart: true })
const cutAt = (facts: readonly MessageFact[], cuts: readonly number[]) => {
  const ends = [...new Set(cuts.map((cut) => cut % (facts.length + 1)))].sort((a, b) => a - b)
  return [...ends, facts.length].map((end, index) => facts.slice(ends[index - 1] ?? 0, end))
}
const someCuts = fc.array(fc.nat(), { maxLength: 6 })

describe('order and waits are a function of the messages alone', () => {
  test('for any batches of the same messages, told twice and in any order inside of a batch', () => {
    fc.assert(
      fc.property(someHistory, someCuts, someLiftRules, someAnswerRules, (facts, cuts, lift, answers) => {
        let tail: MessageTail = { ...emptyTail, reachesStart: true }
        for (const batch of cutAt(facts, cuts)) tail = appendFacts(tail, [...batch.toReversed(), ...batch])
        expect(tail).toEqual(wholeOf(facts))
        expect(readLift(tail, lift)).toEqual(readLift(wholeOf(facts), lift))
        expect(readWaits(tail, answers)).toEqual(readWaits(wholeOf(facts), answers))
      }),
    )
  })

  test('for history that arrives late, as soon as they say that they are complete', () => {
    fc.assert(
      fc.property(someHistory, someCuts, someLiftRules, someAnswerRules, (facts, cuts, lift, answers) => {
        const whole = wholeOf(facts)
        const pages = cutAt(facts, cuts)
        let tail = appendFacts(emptyTail, pages.at(-1)!)
        for (const page of [...pages.slice(0, -1).toReversed(), []]) {
          const waits = readWaits(tail, answers)
          if (readLift(tail, lift).isComplete) expect(readLift(tail, lift)).toEqual(readLift(whole, lift))
          if (waits.isComplete) expect(waits.open).toEqual(readWaits(whole, answers).open)
          for (const wait of waits.closed) expect(readWaits(whole, answers).closed).toContainEqual(wait)
          tail = prependFacts(tail, page, false)
        }
        tail = prependFacts(tail, [], true)
        expect(readLift(tail, lift)).toEqual(readLift(whole, lift))
        expect(readWaits(tail, answers)).toEqual(readWaits(whole, answers))
      }),
      { numRuns: 300 },
    )
  })

  test('for new messages that come while history is still read', () => {
    fc.assert(
      fc.property(someHistory, fc.nat(), fc.nat(), (facts, first, second) => {
        const [from, to] = [first % (facts.length + 1), second % (facts.length + 1)].sort((a, b) => a - b)
        const middle = appendFacts(emptyTail, facts.slice(from, to))
        const newFirst = prependFacts(appendFacts(middle, facts.slice(to)), facts.slice(0, from), true)
        const oldFirst = appendFacts(prependFacts(middle, facts.slice(0, from), true), facts.slice(to))
        expect(newFirst).toEqual(wholeOf(facts))
        expect(oldFirst).toEqual(wholeOf(facts))
      }),
    )
  })

  test('after a restart that remembers only what is needed, and for all that comes then', () => {
    fc.assert(
      fc.property(someHistory, fc.nat(), someLiftRules, someAnswerRules, (facts, cut, lift, answers) => {
        const before = facts.slice(0, cut % (facts.length + 1))
        const trimmed = trimTail(wholeOf(before), { lift, answers })
        const stored = JSON.parse(JSON.stringify(trimmed)) as MessageTail
        expect(stored).toEqual(trimmed)
        expect(trimTail(stored, { lift, answers })).toBe(stored)
        expect(readLift(stored, lift)).toEqual(readLift(wholeOf(before), lift))
        expect(readWaits(stored, answers).open).toEqual(readWaits(wholeOf(before), answers).open)
        let tail = stored
        for (const fact of facts.slice(before.length))
          tail = trimTail(appendFacts(tail, [fact]), { lift, answers })
        expect(readLift(tail, lift)).toEqual(readLift(wholeOf(facts), lift))
        expect(readWaits(tail, answers).open).toEqual(readWaits(wholeOf(facts), answers).open)
        expect(readWaits(tail, answers).isComplete).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what happens to old messages', () => {
  test('never moves a chat', () => {
    fc.assert(
      fc.property(someHistory, fc.array(fc.nat({ max: 90 })), someLiftRules, (facts, ids, lift) => {
        const whole = wholeOf(facts)
        const changed = setReactions(markDeleted(whole, ids), ids[0] ?? 0, [2, 70])
        const edited = appendFacts(changed, facts.slice(-3))
        expect(readLift(edited, lift)).toEqual(readLift(whole, lift))
      }),
    )
  })

  test('a deletion is the same whether it comes before or after trimming, or the clock says that it does not know', () => {
    fc.assert(
      fc.property(
        someHistory,
        fc.array(fc.nat({ max: 90 }), { maxLength: 4 }),
        someLiftRules,
        someAnswerRules,
        (facts, ids, lift, answers) => {
          const expected = readWaits(markDeleted(wholeOf(facts), ids), answers)
          const waits = readWaits(markDeleted(trimTail(wholeOf(facts), { lift, answers }), ids), answers)
          if (waits.isComplete) expect(waits.open).toEqual(expected.open)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('trimming', () => {
  const rules = {
    lift: { dampingS: 300, ownMessageLifts: false },
    answers: { isStaff: (id: number) => id === 2, anonymousIsStaff: false, reactionAnswers: false },
  }
  const make = (count: number, askedBy: (index: number) => number): MessageTail =>
    wholeOf(
      Array.from({ length: count }, (_, index) => ({
        id: index + 1,
        dateS: index * 600,
        from: 'user',
        userId: askedBy(index),
        isOwn: false,
      })),
    )

  test('keeps a few messages of a long history', () => {
    const tail = trimTail(
      make(1000, (index) => (index % 2 === 0 ? 70 : 2)),
      rules,
    )
    expect(tail.facts.map(({ id }) => id)).toEqual([998, 999, 1000])
    expect(tail.reachesStart).toBe(false)
  })

  test('lets the last answer be deleted without reading anything again', () => {
    const tail = make(1000, (index) => (index % 2 === 0 ? 70 : 2))
    const { open } = readWaits(markDeleted(trimTail(tail, rules), [1000]), rules.answers)
    expect(open).toMatchObject({ startMessageId: 999, isComplete: true })
  })

  test('keeps every unanswered message', () => {
    expect(
      trimTail(
        make(1000, (index) => (index < 400 ? 2 : 70)),
        rules,
      ).facts.length,
    ).toBe(601)
    const unanswered = make(50, () => 70)
    expect(trimTail(unanswered, rules)).toBe(unanswered)
  })

  test('does not keep long answered talk for the case of a deletion', () => {
    expect(
      trimTail(
        make(1000, (index) => (index === 999 ? 2 : 70)),
        rules,
      ).facts.length,
    ).toBe(2)
  })

  test('cares for the order alone where there is no clock', () => {
    expect(
      trimTail(
        make(50, () => 70),
        { lift: rules.lift },
      ).facts.map(({ id }) => id),
    ).toEqual([49, 50])
  })
})
