import { expect, it } from 'vitest'
import { hasNotes, hasSharedMessageIds } from './note-scope.ts'

it.each([
  ['supergroup', 'customer', true],
  ['supergroup', 'other', true],
  ['supergroup', 'team', false],
  ['basic_group', 'customer', true],
  ['basic_group', 'team', false],
  ['channel', 'other', true],
  ['private', 'other', false],
  ['private', 'customer', true],
  ['private', 'team', false],
  ['secret', 'other', false],
  ['secret', 'customer', true],
] as const)('%s of class %s: %s', (kind, chatClass, expected) => {
  expect(hasNotes({ kind, class: chatClass })).toBe(expected)
})

it('knows where messages have the same ids for everybody', () => {
  expect(hasSharedMessageIds('supergroup')).toBe(true)
  expect(hasSharedMessageIds('channel')).toBe(true)
  expect(hasSharedMessageIds('basic_group')).toBe(false)
  expect(hasSharedMessageIds('private')).toBe(false)
})
