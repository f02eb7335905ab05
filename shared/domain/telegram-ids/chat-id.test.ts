import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  chatOfBasicGroup,
  chatOfSupergroup,
  chatOfUser,
  isNumberedForAll,
  isPersonalChat,
  readChatKind,
  supergroupOfChat,
} from './chat-id.ts'

test.each([
  [2 ** 40 - 1, 'user'],
  [1, 'user'],
  [0, undefined],
  [-1, 'basic_group'],
  [-999_999_999_999, 'basic_group'],
  [-1_000_000_000_000, undefined],
  [-1_000_000_000_001, 'supergroup'],
  [-1_997_852_516_352, 'supergroup'],
  [-1_997_852_516_353, 'secret'],
  [-1_999_999_999_999, 'secret'],
  [-2_000_000_000_000, undefined],
  [-2_000_000_000_001, 'secret'],
  [-2_002_147_483_648, 'secret'],
  [-2_002_147_483_649, 'supergroup'],
  [-4_000_000_000_000, 'supergroup'],
  [-4_000_000_000_001, undefined],
] as const)('%i is the id of %s', (chatId, kind) => {
  expect(readChatKind(chatId)).toBe(kind)
})

const userId = fc.integer({ min: 1, max: 2 ** 40 - 1 })
const basicGroupId = fc.integer({ min: 1, max: 999_999_999_999 })
const supergroupId = fc.oneof(
  fc.integer({ min: 1, max: 997_852_516_352 }),
  fc.integer({ min: 1_002_147_483_649, max: 3_000_000_000_000 }),
)
const secretChatId = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: -1 }),
  fc.integer({ min: 1, max: 2 ** 31 - 1 }),
)

test('the chat of a user, a group or a supergroup is one of that kind', () => {
  fc.assert(
    fc.property(userId, basicGroupId, supergroupId, (user, group, supergroup) => {
      expect(readChatKind(chatOfUser(user))).toBe('user')
      expect(readChatKind(chatOfBasicGroup(group))).toBe('basic_group')
      expect(readChatKind(chatOfSupergroup(supergroup))).toBe('supergroup')
      expect(supergroupOfChat(chatOfSupergroup(supergroup))).toBe(supergroup)
      expect(supergroupOfChat(chatOfUser(user))).toBeUndefined()
      expect(supergroupOfChat(chatOfBasicGroup(group))).toBeUndefined()
    }),
  )
})

test('a secret chat is nobody else’s, and never a supergroup', () => {
  fc.assert(
    fc.property(secretChatId, (id) => {
      const chatId = -2_000_000_000_000 + id
      expect(readChatKind(chatId)).toBe('secret')
      expect(supergroupOfChat(chatId)).toBeUndefined()
      expect(isNumberedForAll(chatId)).toBe(false)
      expect(isPersonalChat(chatId)).toBe(true)
    }),
  )
})

test('a chat is nobody else’s, or shared by its members; only supergroups number for all of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5_000_000_000_000, max: 2 ** 40 }), (chatId) => {
      if (isNumberedForAll(chatId)) expect(isPersonalChat(chatId)).toBe(false)
      expect(isNumberedForAll(chatId)).toBe(supergroupOfChat(chatId) !== undefined)
    }),
  )
})
