import { expect, test } from 'vitest'
import { isUnread } from './is-unread.ts'

const read = { unreadCount: 0, unreadMentionCount: 0, isMarkedUnread: false }

test.each([
  [{}, false],
  [{ unreadCount: 1 }, true],
  // Read on another device up to the end, the mention above was not seen.
  [{ unreadMentionCount: 1 }, true],
  [{ isMarkedUnread: true }, true],
])('%j: %s', (changes, expected) => {
  expect(isUnread({ ...read, ...changes })).toBe(expected)
})
