import { describe, expect, test } from 'vitest'
import {
  appendFacts,
  emptyTail,
  markDeleted,
  type MessageFact,
  type MessageTail,
  prependFacts,
  setReactions,
} from '../message-tail/message-tail.ts'
import { compareWaits } from './compare-waits.ts'
import { type AnswerRules, readWaits } from './read-waits.ts'

const rules: AnswerRules = {
  isStaff: (userId) => userId === 1,
  anonymousIsStaff: false,
  reactionAnswers: true,
}
const fact = (id: number, userId: number): MessageFact => ({
  id,
  dateS: id * 60,
  from: 'user',
  userId,
  isOwn: false,
})
const asks = (id: number) => fact(id, 70)
const answers = (id: number) => fact(id, 1)
const whole = (...facts: MessageFact[]): MessageTail => ({
  ...appendFacts(emptyTail, facts),
  reachesStart: true,
})
const nowS = 9999

function change(before: MessageTail, after: MessageTail, rulesBefore = rules, rulesAfter = rules) {
  const changes = compareWaits(readWaits(before, rulesBefore), readWaits(after, rulesAfter), after, nowS)
  return {
    ended: changes.ended.map(({ endedBy, endS, startMessageId }) => [startMessageId, endedBy, endS]),
    revoked: changes.revoked,
  }
}
const nothing = { ended: [], revoked: [] }

describe('what a change means for stored intervals', () => {
  const open = whole(asks(1), asks(2))
  const closed = whole(asks(1), asks(2), answers(3))

  test('an answer ends a wait, whatever else is said then', () => {
    expect(change(open, closed)).toEqual({ ended: [[1, 'reply', 180]], revoked: [] })
    expect(change(closed, appendFacts(closed, [answers(4), asks(5)]))).toEqual(nothing)
  })

  test('an answer that is dated before its question ends the wait as it began', () => {
    const early = appendFacts(open, [{ ...answers(3), dateS: 30 }])
    expect(change(open, early)).toEqual({ ended: [[1, 'reply', 60]], revoked: [] })
    expect(change(early, appendFacts(early, [asks(4)]))).toEqual(nothing)
  })

  test('a reaction ends it when it is seen', () => {
    expect(change(open, setReactions(open, 2, [1]))).toEqual({ ended: [[1, 'reaction', nowS]], revoked: [] })
    expect(change(open, setReactions(open, 1, [1]))).toEqual({ ended: [[1, 'reaction', nowS]], revoked: [] })
  })

  test('a reaction to what was answered changes nothing', () => {
    expect(change(closed, setReactions(closed, 2, [1]))).toEqual(nothing)
  })

  test('a reaction that history tells of has no end that could be kept', () => {
    expect(change(emptyTail, setReactions(open, 2, [1]))).toEqual(nothing)
  })

  test('a reaction that is taken back revokes it', () => {
    expect(change(setReactions(open, 2, [1]), open)).toEqual({ ended: [], revoked: [1] })
  })

  test('deleted questions end it when nobody waits any more', () => {
    expect(change(open, markDeleted(open, [1, 2]))).toEqual({ ended: [[1, 'deleted', nowS]], revoked: [] })
    expect(change(open, markDeleted(open, [1]))).toEqual(nothing)
    const nagged = appendFacts(open, [asks(3)])
    expect(change(nagged, markDeleted(nagged, [3]))).toEqual(nothing)
  })

  test('a question that is deleted as the next one is answered ends nothing by itself', () => {
    const after = markDeleted(closed, [1])
    expect(change(open, after)).toEqual({ ended: [[2, 'reply', 180]], revoked: [] })
  })

  test('a deleted question whose beginning is not known ends nothing that could be kept', () => {
    const part = appendFacts(emptyTail, [asks(1)])
    expect(change(part, markDeleted(part, [1]))).toEqual(nothing)
  })

  test('a deleted answer revokes it, and the next one ends it anew', () => {
    const reopened = markDeleted(closed, [3])
    expect(change(closed, reopened)).toEqual({ ended: [], revoked: [1] })
    expect(change(reopened, appendFacts(reopened, [answers(9)]))).toEqual({
      ended: [[1, 'reply', 540]],
      revoked: [],
    })
  })

  test('a deleted answer between two waits makes one of them', () => {
    const two = appendFacts(closed, [asks(4), answers(5)])
    expect(change(two, markDeleted(two, [3]))).toEqual({ ended: [[1, 'reply', 300]], revoked: [4] })
  })

  test('questions that are deleted after the answer leave the stored interval as it is', () => {
    expect(change(closed, markDeleted(closed, [1]))).toEqual(nothing)
    expect(change(closed, markDeleted(closed, [1, 2]))).toEqual(nothing)
  })

  test('older history tells of waits that ended, and of earlier beginnings', () => {
    const late = appendFacts(emptyTail, [answers(6), asks(7), answers(8)])
    const read = prependFacts(late, [asks(1), answers(2), asks(4), asks(5)], true)
    expect(change(late, read)).toEqual({
      ended: [
        [1, 'reply', 120],
        [4, 'reply', 360],
      ],
      revoked: [],
    })
  })

  test('a second mark ends the second wait and leaves the first as it was', () => {
    const mark = (upToMessageId: number, answeredUpToMessageId?: number): AnswerRules => ({
      ...rules,
      noReplies: [{ upToMessageId, atMs: upToMessageId * 600_000, answeredUpToMessageId }],
    })
    const first = whole(asks(1))
    expect(change(first, first, rules, mark(1))).toEqual({
      ended: [[1, 'no_reply_needed', 600]],
      revoked: [],
    })
    const second = appendFacts(first, [asks(2)])
    expect(change(second, second, mark(1), mark(2, 1))).toEqual({
      ended: [[2, 'no_reply_needed', 1200]],
      revoked: [],
    })
    const third = appendFacts(second, [asks(3)])
    expect(change(third, third, mark(2, 1), mark(3, 2))).toEqual({
      ended: [[3, 'no_reply_needed', 1800]],
      revoked: [],
    })
    // Taken back, only what the earlier marks had answered stays answered.
    expect(change(third, third, mark(3, 2), mark(2, 2))).toEqual({ ended: [], revoked: [3] })
  })

  test('somebody who turns out to be staff has answered, and never asked', () => {
    const all: AnswerRules = { ...rules, isStaff: () => true }
    const some: AnswerRules = { ...rules, isStaff: (userId) => userId === 1 || userId === 80 }
    const tail = whole(asks(1), fact(2, 80))
    expect(change(tail, tail, rules, all)).toEqual(nothing)
    expect(change(tail, tail, rules, some)).toEqual({ ended: [[1, 'reply', 120]], revoked: [] })
    expect(change(tail, tail, some, rules)).toEqual({ ended: [], revoked: [1] })
  })
})
