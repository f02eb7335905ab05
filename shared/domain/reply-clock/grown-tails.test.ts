import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  appendFacts,
  emptyTail,
  markDeleted,
  type MessageFact,
  type MessageTail,
  setReactions,
} from '../message-tail/message-tail.ts'
import { trimTail } from '../message-tail/trim-tail.ts'
import { type AnswerRules, foldWaits, readAnswers, readWaits, type WaitFold } from './read-waits.ts'

const isStaff = (userId: number): boolean => userId === 1
const fact = (id: number, userId: number): MessageFact => ({
  id,
  dateS: id * 60,
  from: userId === 0 ? 'anonymous_admin' : 'user',
  userId,
  isOwn: false,
})

type Step =
  | { readonly kind: 'message'; readonly userId: number }
  | { readonly kind: 'delete' | 'react'; readonly at: number }
  | { readonly kind: 'mark'; readonly at: number }
  | { readonly kind: 'staff'; readonly userId: number }
  | { readonly kind: 'restart' | 'trim' }

const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('message' as const),
      userId: fc.constantFrom(70, 71, 70, 0, 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('delete' as const, 'react' as const), at: fc.nat() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mark' as const), at: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('staff' as const), userId: fc.constantFrom(1, 71) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('restart' as const, 'trim' as const) }) },
)

/** What stands after each step, for tails that begin with so many unanswered messages. */
function* play(steps: readonly Step[], startCount: number): Iterable<readonly [MessageTail, AnswerRules]> {
  let rules: AnswerRules = { isStaff, anonymousIsStaff: false, reactionAnswers: true, noReplies: [] }
  let tail: MessageTail = {
    ...appendFacts(
      emptyTail,
      Array.from({ length: startCount }, (_, index) => fact(index + 1, 70)),
    ),
    reachesStart: true,
  }
  let lastId = startCount
  for (const step of steps) {
    const pick = (at: number) => tail.facts[at % Math.max(1, tail.facts.length)]?.id ?? 0
    if (step.kind === 'message') tail = appendFacts(tail, [fact((lastId += 1), step.userId)])
    else if (step.kind === 'delete') tail = markDeleted(tail, [pick(step.at)])
    else if (step.kind === 'react') tail = setReactions(tail, pick(step.at), [1])
    else if (step.kind === 'mark')
      rules = { ...rules, noReplies: [{ upToMessageId: lastId - (step.at % 3), atMs: lastId * 60_000 }] }
    else if (step.kind === 'staff')
      rules = { ...rules, isStaff: (userId) => userId === step.userId, anonymousIsStaff: step.userId === 1 }
    else if (step.kind === 'restart') tail = JSON.parse(JSON.stringify(tail)) as MessageTail
    else tail = trimTail(tail, { lift: { dampingS: 0, ownMessageLifts: false }, answers: rules })
    yield [tail, rules]
  }
}

/** As if nothing had been read before. */
const fresh = ({ facts, reachesStart }: MessageTail): MessageTail => ({
  facts: facts.map((one) => ({ ...one })),
  reachesStart,
})

test('continuing the fold of a grown tail gives the same as folding the whole tail', () => {
  fc.assert(
    fc.property(fc.array(someStep, { maxLength: 40 }), (steps) => {
      let fold: WaitFold | undefined
      for (const [tail, rules] of play(steps, 0)) {
        fold = foldWaits(tail, rules, fold)
        const { answerIndex, answerIndexBefore, lastAnswerS, waits } = foldWaits(tail, rules)
        expect(fold).toMatchObject({ waits, answerIndex, answerIndexBefore, lastAnswerS })
        expect(fold.waits).toEqual(waits)
      }
    }),
    { numRuns: 500 },
  )
})

test('continuing a long tail gives that too, whatever happens to its messages and the rules', () => {
  fc.assert(
    fc.property(fc.array(someStep, { maxLength: 15 }), (steps) => {
      for (const [tail, rules] of play(steps, 300)) {
        expect(readWaits(tail, rules)).toEqual(foldWaits(fresh(tail), rules).waits)
        expect(readAnswers(tail, rules).lastAnswerS).toBe(foldWaits(fresh(tail), rules).lastAnswerS)
      }
    }),
    { numRuns: 60 },
  )
})

test('a new message costs nothing for those before it', () => {
  let askedCount = 0
  const counting: AnswerRules = {
    isStaff: () => {
      askedCount += 1
      return false
    },
    anonymousIsStaff: false,
    reactionAnswers: false,
  }
  let tail = appendFacts(
    emptyTail,
    Array.from({ length: 1000 }, (_, index) => fact(index + 1, 70)),
  )
  readWaits(tail, counting)
  expect(askedCount).toBe(1000)
  tail = appendFacts(tail, [fact(1001, 70)])
  expect(readWaits(tail, counting).open).toMatchObject({ startMessageId: 1, messageCount: 1001 })
  expect(askedCount).toBe(1001)
})
