import { expect, test } from 'vitest'
import {
  appendFacts,
  markDeleted,
  type MessageFact,
  type MessageTail,
} from '#shared/domain/message-tail/message-tail.ts'
import { SavePace } from './save-pace.ts'

const fact = (id: number): MessageFact => ({ id, dateS: id, from: 'user', userId: 7, isOwn: false })
const tailOf = (count: number): MessageTail => ({
  facts: Array.from({ length: count }, (_, index) => fact(index + 1)),
  reachesStart: true,
})
const chatId = 5

test('a short tail is written after every message', () => {
  const pace = new SavePace()
  expect(pace.findPause(chatId, tailOf(10), 0)).toBeUndefined()
  expect(pace.findPause(chatId, tailOf(11), 0)).toBeUndefined()
})

test('a long one that grows waits the longer the longer it is', () => {
  const pace = new SavePace()
  let tail = tailOf(20_000)
  const writtenAtMs: number[] = []
  for (let nowMs = 0; nowMs < 100_000; nowMs += 100) {
    tail = appendFacts(tail, [fact(tail.facts.length + 1)])
    if (pace.findPause(chatId, tail, nowMs) === undefined) writtenAtMs.push(nowMs)
  }
  expect(writtenAtMs).toHaveLength(5)
  expect(pace.findPause(chatId, tail, 200_000)).toBeUndefined()
})

test('what Telegram does not tell again is written at once', () => {
  const pace = new SavePace()
  const tail = tailOf(1000)
  pace.findPause(chatId, tail, 0)
  expect(pace.findPause(chatId, tail, 1)).toBe(1000)
  expect(pace.findPause(chatId, markDeleted(tail, [500]), 2)).toBeUndefined()
  expect(pace.findPause(chatId, { ...tail, facts: tail.facts.slice(900) }, 3)).toBeUndefined()
})

test('wall time that is set back delays no write', () => {
  const pace = new SavePace()
  pace.findPause(chatId, tailOf(1000), 5_000_000)
  expect(pace.findPause(chatId, tailOf(1000), 1000)).toBeUndefined()
})
