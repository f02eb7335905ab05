import { describe, expect, test } from 'vitest'
import { classifyChat, type ChatFacts } from './classify-chat.ts'

const rules = { everyGroup: true, titlePatterns: ['ACME', 'поддержка*vip'], folderIds: [3, 5] }
const group: ChatFacts = {
  kind: 'supergroup',
  title: 'Some group',
  folderIds: [],
  memberKnowledge: 'has_customer',
}

test.each<[string, Partial<ChatFacts>, Partial<typeof rules>, object]>([
  ['by hand before all', { handClass: 'other', title: 'ACME' }, {}, { class: 'other', reason: 'by_hand' }],
  [
    'a private chat by hand',
    { kind: 'private', handClass: 'customer' },
    {},
    { class: 'customer', reason: 'by_hand' },
  ],
  [
    'a private chat',
    { kind: 'private', title: 'ACME', folderIds: [3] },
    {},
    { class: 'other', reason: 'private_chat' },
  ],
  ['a secret chat', { kind: 'secret' }, {}, { class: 'other', reason: 'private_chat' }],
  ['a channel', { kind: 'channel', title: 'ACME' }, {}, { class: 'other', reason: 'broadcast_channel' }],
  [
    'a title, though all are staff',
    { title: 'Dev / acme', memberKnowledge: 'only_staff', folderIds: [3] },
    {},
    { class: 'customer', reason: 'title_pattern', pattern: 'ACME' },
  ],
  [
    'a folder, though all are staff',
    { folderIds: [9, 5], memberKnowledge: 'only_staff' },
    {},
    { class: 'customer', reason: 'folder', folderId: 5 },
  ],
  ['only staff', { memberKnowledge: 'only_staff' }, {}, { class: 'team', reason: 'only_staff' }],
  [
    'only staff, without the rule for groups',
    { memberKnowledge: 'only_staff' },
    { everyGroup: false },
    { class: 'team', reason: 'only_staff' },
  ],
  ['a group with a customer', {}, {}, { class: 'customer', reason: 'every_group' }],
  [
    'a group of unknown people',
    { memberKnowledge: 'unknown', kind: 'basic_group' },
    {},
    { class: 'customer', reason: 'every_group' },
  ],
  ['a group no rule names', {}, { everyGroup: false }, { class: 'other', reason: 'no_rule' }],
])('%s', (_, chat, changes, expected) => {
  expect(classifyChat({ ...group, ...chat }, { ...rules, ...changes })).toEqual(expected)
})

describe('a title pattern', () => {
  test.each([
    ['acme', 'The ACME Corp', true],
    ['ПОДДЕРЖКА', 'поддержка клиента', true],
    ['поддержка*vip', 'Поддержка — Рога и копыта (VIP)', true],
    ['поддержка*vip', 'VIP поддержка', false],
    ['*', 'anything', true],
    ['a*a', 'a', false],
    ['a*b*c', 'xxaxxbxxcxx', true],
    ['(.+)', 'abc', false],
    ['cafe\u0301', 'CAF\u00c9 de Paris', true],
  ])('%s in "%s": %s', (pattern, title, expected) => {
    const { reason } = classifyChat({ ...group, title }, { ...rules, titlePatterns: [pattern] })
    expect(reason === 'title_pattern').toBe(expected)
  })

  // A search that goes back and tries again would not end within anybody's lifetime.
  test.each([`${'a*'.repeat(49)}b`, '(a+)+$', '(a|aa)+$b', '[', '\\'])('%s hangs nothing', (pattern) => {
    const title = 'a'.repeat(100_000)
    expect(classifyChat({ ...group, title }, { ...rules, titlePatterns: [pattern] }).reason).toBe(
      'every_group',
    )
  })
})
