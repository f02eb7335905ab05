import { expect, test } from 'vitest'
import { isUnread } from './is-unread.ts'

const read = { unreadCount: 0, unreadMentionCount: 0, isMarkedUnread: false }

test.each([
  [{}, false],
  [{ unreadCount: 1 }, true],
  // The chat was read to its end on another device, but the mention further up was not seen.
  [{ unreadMentionCount: 1 }, true],
  [{ isMarkedUnread: true }, true],
])('%j: %s', (changes, expected) => {
  expect(isUnread({ ...read, ...changes })).toBe(expected)
})
