import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MessageFact, MessageTail } from '../message-tail/message-tail.ts'
import { type AnswerRules, type NoReplyMark, readWaits } from './read-waits.ts'

const rules: AnswerRules = {
  isStaff: (userId) => userId === 1,
  anonymousIsStaff: false,
  reactionAnswers: false,
}

/** Messages of staff (1) and customers in the order of their dates, some in the same second. */
const tails: fc.Arbitrary<MessageTail> = fc
  .array(fc.record({ userId: fc.constantFrom(1, 70, 71), afterS: fc.nat(3) }), { maxLength: 20 })
  .map((messages) => {
    let dateS = 1_000
    const facts: MessageFact[] = messages.map(({ afterS, userId }, index) => {
      dateS += afterS
      return { id: index + 1, dateS, from: 'user', userId, isOwn: userId === 1 }
    })
    return { facts, reachesStart: true }
  })
const moments = fc.integer({ min: 990, max: 1_070 })

const findNewest = (tail: MessageTail, upToS: number): number =>
  tail.facts.findLast((fact) => fact.dateS <= upToS)?.id ?? 0

test('a mark by the moment answers what a mark by the newest message of that moment does', () => {
  fc.assert(
    fc.property(tails, moments, moments, (tail, one, other) => {
      const [earlierS, upToS] = one < other ? [one, other] : [other, one]
      const mark: NoReplyMark = { upToMessageId: 77, upToS, atMs: 2_000_000, byUserId: 5 }
      const byMoment = { ...mark, answeredUpToMessageId: 66, answeredUpToS: earlierS }
      const byId: NoReplyMark = {
        upToMessageId: findNewest(tail, upToS),
        atMs: 2_000_000,
        byUserId: 5,
        answeredUpToMessageId: findNewest(tail, earlierS),
      }
      expect(readWaits(tail, { ...rules, noReplies: [byMoment] })).toEqual(
        readWaits(tail, { ...rules, noReplies: [byId] }),
      )
    }),
  )
})

test('marks of the group that a chat was upgraded from come before its own', () => {
  const fact = (id: number, dateS: number): MessageFact => ({
    id,
    dateS,
    from: 'user',
    userId: 70,
    isOwn: false,
  })
  const tail: MessageTail = {
    facts: [fact(-20, 100), fact(-10, 200), fact(10, 300), fact(20, 400)],
    reachesStart: true,
  }
  const old: NoReplyMark = { upToMessageId: 999, upToS: 250, atMs: 260_000, byUserId: 2 }
  const own: NoReplyMark = { upToMessageId: 10, atMs: 310_000, byUserId: 3 }
  const waits = readWaits(tail, { ...rules, noReplies: [own, old] })
  expect(waits.closed.map((wait) => [wait.startMessageId, wait.lastMessageId, wait.answeredBy])).toEqual([
    [-20, -10, 2],
    [10, 10, 3],
  ])
  expect(waits.open?.startMessageId).toBe(20)
})

test('nothing is answered ahead, whichever message a mark names', () => {
  fc.assert(
    fc.property(tails, moments, moments, (tail, one, other) => {
      const [earlierS, latestS] = one < other ? [one, other] : [other, one]
      const ahead: NoReplyMark = {
        upToMessageId: Number.MAX_SAFE_INTEGER,
        latestS,
        atMs: latestS * 1_000,
        answeredUpToMessageId: Number.MAX_SAFE_INTEGER,
        answeredLatestS: earlierS,
      }
      const honest: NoReplyMark = {
        upToMessageId: findNewest(tail, latestS),
        latestS,
        atMs: latestS * 1_000,
        answeredUpToMessageId: findNewest(tail, earlierS),
        answeredLatestS: earlierS,
      }
      expect(readWaits(tail, { ...rules, noReplies: [ahead] })).toEqual(
        readWaits(tail, { ...rules, noReplies: [honest] }),
      )
    }),
  )
})
