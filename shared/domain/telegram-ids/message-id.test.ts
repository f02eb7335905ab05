import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  firstOwnMessageId,
  fromPredecessorId,
  isServerMessageId,
  isTdlibMessageId,
  linkToMessage,
  nextServerMessageId,
  toMessageId,
  toMessageNumber,
  toPredecessorId,
} from './message-id.ts'

const messageNumber = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const between = fc.integer({ min: 1, max: 2 ** 20 - 1 })

test('a number and its id are one for the other', () => {
  fc.assert(
    fc.property(messageNumber, between, (number, offset) => {
      const id = toMessageId(number)
      expect(isServerMessageId(id)).toBe(true)
      expect(isTdlibMessageId(id)).toBe(true)
      expect(toMessageNumber(id)).toBe(number)
      expect(isServerMessageId(id + offset)).toBe(false)
      expect(toMessageNumber(id + offset)).toBe(number)
      expect(nextServerMessageId(id)).toBe(toMessageId(number + 1))
      expect(nextServerMessageId(id + offset)).toBe(toMessageId(number + 1))
    }),
  )
})

test('ids of this program are above all of Telegram’s, and none of them', () => {
  expect(firstOwnMessageId).toBeGreaterThan(toMessageId(2 ** 31 - 1))
  expect(isServerMessageId(firstOwnMessageId)).toBe(false)
  expect(isTdlibMessageId(firstOwnMessageId)).toBe(false)
  expect(isServerMessageId(0)).toBe(false)
})

test('messages of the group before stand below zero, in their order, and none of them is lost on the way', () => {
  fc.assert(
    fc.property(messageNumber, messageNumber, (a, b) => {
      const [first, second] = [toPredecessorId(toMessageId(a)), toPredecessorId(toMessageId(b))]
      expect(first).toBeLessThan(0)
      expect(Math.sign(first - second)).toBe(Math.sign(a - b))
      expect(isServerMessageId(first)).toBe(false)
      expect(fromPredecessorId(first)).toBe(toMessageId(a))
    }),
  )
})

test('a message of a supergroup has a link; those of other chats have none', () => {
  expect(linkToMessage(-1_001_700_000_002, toMessageId(77))).toBe('https://t.me/c/1700000002/77')
  // A message that is being sent is linked by the message before it.
  expect(linkToMessage(-1_001_700_000_002, toMessageId(77) + 5)).toBe('https://t.me/c/1700000002/77')
  expect(linkToMessage(-1_001_700_000_002, 0)).toBe('https://t.me/c/1700000002/1')
  for (const chatId of [7, -7, -1_999_999_999_000])
    expect(linkToMessage(chatId, toMessageId(1))).toBeUndefined()
})

test('ids of the group before stand below all others, in their order', () => {
  const newest = 2 ** 51
  expect(toPredecessorId(newest)).toBeLessThan(0)
  expect(toPredecessorId(1)).toBeLessThan(toPredecessorId(2))
  expect(fromPredecessorId(toPredecessorId(newest))).toBe(newest)
})
