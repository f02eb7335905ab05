import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { coreContract } from './core-contract.ts'
import { defaultSettings } from './entities/session.ts'
import { defaultRules } from './entities/triage.ts'

const { customers, clock } = defaultRules
const weekly = { kind: 'weekly', timeZone: 'UTC', days: Array.from({ length: 7 }, () => []), holidays: [] }
const longText = 'x'.repeat(1_000)
const many = (count: number) => Array.from({ length: count }, (_, index) => index)

type Inputs = readonly (readonly [method: keyof typeof coreContract, name: string, input: unknown])[]

const refused: Inputs = [
  ['rules.set', 'staff without end', { staff: many(5_001).map((userId) => ({ userId, name: 'a' })) }],
  ['rules.set', 'a name without end', { staff: [{ userId: 1, name: longText }] }],
  ['rules.set', 'a username without end', { staff: [{ userId: 1, name: 'a', username: longText }] }],
  ['rules.set', 'folders without end', { customers: { ...customers, folderIds: many(201) } }],
  [
    'rules.set',
    'patterns without end',
    { customers: { ...customers, titlePatterns: many(101).map(String) } },
  ],
  ['rules.set', 'a pattern without end', { customers: { ...customers, titlePatterns: [longText] } }],
  [
    'rules.set',
    'days off without end',
    { clock: { ...clock, calendar: { ...weekly, holidays: many(401).map(() => '2026-01-01') } } },
  ],
  ['rules.set', 'a zone without end', { clock: { ...clock, calendar: { ...weekly, timeZone: longText } } }],
  ['rules.preview', 'staff without end', { staff: many(5_001).map((userId) => ({ userId, name: 'a' })) }],
  ['rules.findUsers', 'a query without end', { query: longText }],
  ['chat.setStar', 'a note without end', { chatId: 1, isStarred: true, note: longText }],
  ['chat.setMuted', 'half a second', { chatId: 1, forS: 0.5 }],
  ['chats.markAllRead', 'a list without end', { tab: `folder:${'1'.repeat(1_000)}` }],
  ['clock.readIntervals', 'all at once', { chatId: 1, limit: 501 }],
  [
    'settings.set',
    'shortcuts without end',
    { shortcuts: Object.fromEntries(many(201).map((n) => [`k${n}`, []])) },
  ],
  ['settings.set', 'a name of a shortcut without end', { shortcuts: { [longText]: [] } }],
  ['settings.set', 'keys without end', { shortcuts: { a: many(17).map(String) } }],
  ['settings.set', 'a key without end', { shortcuts: { a: [longText] } }],
  ['team.begin', 'managers without end', { managerIds: many(101).slice(1), sharesRules: false }],
  ['team.setRole', 'nobody', { userId: 0, role: 'duty' }],
  ['team.setDuty', 'a moment before all time', { isOn: false, backAtS: -1 }],
  ['visibility.grant', 'a moment without end', { chatId: 1, userId: 1, untilS: 1e12 }],
  ['note.add', 'no message', { noteId: 'note-0001', chatId: 1, text: 'a', mentionIds: [], messageId: 0 }],
]

const taken: Inputs = [
  ['rules.set', 'the default rules', defaultRules],
  ['rules.set', 'as much as fits', { staff: many(5_000).map((userId) => ({ userId, name: 'a' })) }],
  ['settings.set', 'the default settings', defaultSettings],
  ['settings.set', 'keys of a kind', { shortcuts: { 'chat.star': ['$mod+KeyS', 'F4'], 'chat.pin': [] } }],
  ['chats.markAllRead', 'a folder', { tab: 'folder:2147483647' }],
  ['chat.setStar', 'a note', { chatId: -5, isStarred: true, note: 'x'.repeat(500) }],
]

const takes = (method: keyof typeof coreContract, input: unknown): boolean =>
  v.safeParse(coreContract[method].input, input).success

describe('what a window may say', () => {
  test.each(refused)('%s refuses %s', (method, _, input) => {
    expect(takes(method, input)).toBe(false)
  })

  test.each(taken)('%s takes %s', (method, _, input) => {
    expect(takes(method, input)).toBe(true)
  })
})
