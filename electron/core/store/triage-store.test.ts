import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as fc from 'fast-check'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import { defaultSettings } from '#shared/contract/entities/session.ts'
import { defaultRules } from '#shared/contract/entities/triage.ts'
import type { MessageFact } from '#shared/domain/message-tail/message-tail.ts'
import { buildInterval } from '../../../test/support/builders/intervals.ts'
import { buildChat } from '../../../test/support/builders/views.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'
import { formatFacts, parseFacts } from './tails-table.ts'
import type { ChatMarks } from './triage-store.ts'

const chatId = -1001 as ChatId
const other = -1002 as ChatId

function open(folder = createTemporaryFolder()): Store {
  const result = openStore({ folder, clock: new FakeClock(), log: pino({ level: 'silent' }), build: 'test' })
  if (!result.ok) throw new Error(result.error.message)
  return result.value.store
}

function run(folder: string, sql: string): void {
  const db = new Database(join(folder, 'store.sqlite'))
  db.exec(sql)
  db.close()
}

const marks: ChatMarks = {
  chatId,
  pinRank: 'a0',
  star: { atMs: 1_700_000_000_123, note: 'ждём «счёт»' },
  handClass: 'customer',
  clockOverride: { redAfterMin: 5, calendar: { kind: 'always' } },
  noReply: { upToMessageId: 900, atMs: 1_700_000_000_456, byUserId: 7 },
}

const fact = fc.record(
  {
    id: fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
    dateS: fc.integer({ min: 0, max: 2 ** 31 }),
    from: fc.constantFrom('user', 'bot', 'anonymous_admin', 'channel', 'service'),
    userId: fc.nat(2 ** 40),
    isOwn: fc.boolean(),
    isDeleted: fc.constant(true as const),
    isUnseen: fc.constant(true as const),
    reactedByIds: fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 40 }), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['id', 'dateS', 'from', 'userId', 'isOwn'], noNullPrototype: true },
)

describe('tails', () => {
  it('come back as they were, whatever is in them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fact, { selector: (one) => one.id, maxLength: 20 }), (list) => {
        const facts: readonly MessageFact[] = list.sort((a, b) => a.id - b.id)
        expect(parseFacts(formatFacts(facts))).toEqual(facts)
      }),
    )
  })

  it.each([
    ['no JSON', '[[1,2'],
    ['no list', '{}'],
    ['a fact too short', '[[1,2,0,3]]'],
    ['an unknown author', '[[1,2,9,3,0]]'],
    ['an unknown flag', '[[1,2,0,3,8]]'],
    ['a fraction', '[[1.5,2,0,3,0]]'],
    ['a text', '[["1",2,0,3,0]]'],
    ['disorder', '[[2,2,0,3,0],[1,2,0,3,0]]'],
  ])('with %s are left out, the others stay', (_name, facts) => {
    const folder = createTemporaryFolder()
    const store = open(folder)
    const tail = {
      facts: [{ id: 1, dateS: 2, from: 'user', userId: 3, isOwn: false } as const],
      reachesStart: true,
    }
    store.saveTail(other, tail)
    store.flush()
    run(folder, `INSERT INTO tails VALUES (${chatId}, 0, '${facts}')`)
    expect(parseFacts(facts)).toBeUndefined()
    expect(store.loadTails()).toEqual(new Map([[other, tail]]))
  })

  it('are written behind, and go with their chat', async () => {
    const folder = createTemporaryFolder()
    const store = open(folder)
    const tail = { facts: [], reachesStart: false }
    for (const id of [chatId, other, 5 as ChatId]) store.saveTail(id, tail)
    expect([...store.loadTails().keys()].sort((a, b) => b - a)).toEqual([5, chatId, other])
    store.dropTail(5 as ChatId)
    store.saveChat(buildChat(chatId))
    store.dropChat(chatId)
    await store.close()
    expect(open(folder).loadTails()).toEqual(new Map([[other, tail]]))
  })
})

describe('members of groups', () => {
  it('come back, go with their chat, and are left out where they are not readable', async () => {
    const folder = createTemporaryFolder()
    const store = open(folder)
    const whole = { memberCount: 3, userIds: [1, 2, 2 ** 40], isWhole: true }
    for (const id of [chatId, other, 5 as ChatId, 6 as ChatId]) store.saveGroupMembers(id, whole)
    store.saveGroupMembers(5 as ChatId, undefined)
    store.saveGroupMembers(other, { memberCount: 0, userIds: [], isWhole: false })
    store.dropChat(6 as ChatId)
    await store.close()
    const again = open(folder)
    expect(again.loadGroupMembers()).toEqual(
      new Map([
        [chatId, whole],
        [other, { memberCount: 0, userIds: [], isWhole: false }],
      ]),
    )
    run(folder, `UPDATE group_people SET user_ids = '[1,"2"]' WHERE chat_id = ${chatId}`)
    expect([...again.loadGroupMembers().keys()]).toEqual([other])
  })
})

describe('marks of chats', () => {
  it('are there after the process was killed, and outlive the chat', () => {
    const folder = createTemporaryFolder()
    const store = open(folder)
    expect(store.saveChatMarks(marks, { chatId: other, star: { atMs: 5 } }).ok).toBe(true)
    store.dropChat(chatId)
    store.flush()
    const again = open(folder)
    expect(again.readChatMarks()).toEqual([{ chatId: other, star: { atMs: 5 } }, marks])
    again.saveChatMarks({ chatId: other }, { chatId, pinRank: 'a1' })
    expect(store.readChatMarks()).toEqual([{ chatId, pinRank: 'a1' }])
  })

  it('that this build cannot read are left out one by one', () => {
    const folder = createTemporaryFolder()
    const store = open(folder)
    store.saveChatMarks(marks, { chatId: other, handClass: 'team' })
    run(folder, `UPDATE chat_marks SET hand_class = 'vip', clock_override = '{', no_reply_by = NULL`)
    expect(store.readChatMarks()).toEqual([{ chatId, pinRank: marks.pinRank, star: marks.star }])
  })
})

describe('a chat that goes on as another', () => {
  const shift = -(2 ** 52)
  const noReply = (atMs: number) => ({ upToMessageId: 10, atMs, byUserId: 1 })
  const moved = (atMs: number) => ({ ...noReply(atMs), upToMessageId: 10 + shift })
  type Parts = Omit<ChatMarks, 'chatId'>
  const table: readonly [name: string, from: Parts, to: Parts, result: Parts][] = [
    ['takes all along', { pinRank: 'a', handClass: 'team' }, {}, { pinRank: 'a', handClass: 'team' }],
    ['keeps what it has', {}, { pinRank: 'b', noReply: noReply(1) }, { pinRank: 'b', noReply: noReply(1) }],
    ['joins different marks', { pinRank: 'a' }, { star: { atMs: 1 } }, { pinRank: 'a', star: { atMs: 1 } }],
    ['prefers its own rank', { pinRank: 'a' }, { pinRank: 'b' }, { pinRank: 'b' }],
    ['prefers its own class', { handClass: 'team' }, { handClass: 'other' }, { handClass: 'other' }],
    [
      'prefers its own clock',
      { clockOverride: { redAfterMin: 1 } },
      { clockOverride: { breachAfterMin: 2 } },
      { clockOverride: { breachAfterMin: 2 } },
    ],
    [
      'takes the later star',
      { star: { atMs: 2, note: 'x' } },
      { star: { atMs: 1, note: 'y' } },
      { star: { atMs: 2, note: 'x' } },
    ],
    [
      'keeps its later star',
      { star: { atMs: 1, note: 'x' } },
      { star: { atMs: 2, note: 'y' } },
      { star: { atMs: 2, note: 'y' } },
    ],
    [
      'loses no note',
      { star: { atMs: 1, note: 'x' } },
      { star: { atMs: 2 } },
      { star: { atMs: 2, note: 'x' } },
    ],
    ['renames messages', { noReply: noReply(1) }, {}, { noReply: moved(1) }],
    ['takes the later answer', { noReply: noReply(2) }, { noReply: noReply(1) }, { noReply: moved(2) }],
    [
      'keeps its later answer',
      { noReply: noReply(1) },
      { noReply: noReply(2) },
      { noReply: { ...noReply(2), answeredUpToMessageId: 10 + shift } },
    ],
    [
      'renames what was answered before',
      { noReply: { ...noReply(1), answeredUpToMessageId: 5 } },
      {},
      { noReply: { ...moved(1), answeredUpToMessageId: 5 + shift } },
    ],
  ]

  it.each(table)('%s; a second time nothing changes', (_name, from, to, result) => {
    const store = open()
    store.saveChatMarks({ chatId, ...from }, { chatId: other, ...to })
    for (let round = 0; round < 2; round += 1) {
      expect(store.moveChatMarks(chatId, other).ok).toBe(true)
      expect(store.readChatMarks()).toEqual([{ chatId: other, ...result }])
    }
  })

  it('moves its intervals along, and their ids sort below those of the new chat', () => {
    const store = open()
    store.saveIntervals([buildInterval(chatId, 10), buildInterval(chatId, 20)])
    const own = buildInterval(other, 20)
    const known = buildInterval(other, 10 + shift, { messageCount: 9 })
    store.saveIntervals([own, known])
    for (let round = 0; round < 2; round += 1) {
      store.moveIntervals(chatId, other)
      expect(store.readIntervals(chatId, 9)).toEqual([])
      expect(store.readIntervals(other, 9)).toEqual([
        own,
        {
          ...buildInterval(chatId, 20),
          chatId: other,
          startMessageId: 20 + shift,
          answerMessageId: 21 + shift,
        },
        known,
      ])
    }
  })

  it('is not itself', () => {
    const store = open()
    store.saveChatMarks(marks)
    store.saveIntervals([buildInterval(chatId, 10)])
    store.moveChatMarks(chatId, chatId)
    store.moveIntervals(chatId, chatId)
    expect(store.readChatMarks()).toEqual([marks])
    expect(store.readIntervals(chatId, 9)).toEqual([buildInterval(chatId, 10)])
  })
})

describe('intervals', () => {
  it('are read by chat, and survive chat, cache and process', () => {
    const folder = createTemporaryFolder()
    const store = open(folder)
    const open_ = { answeredBy: undefined, answerMessageId: undefined, endedBy: 'deleted' as const }
    const inOther = buildInterval(other, 15, { ...open_ })
    store.saveIntervals([
      buildInterval(chatId, 30),
      buildInterval(chatId, -5),
      buildInterval(chatId, 10),
      inOther,
    ])
    store.saveIntervals([buildInterval(chatId, 30, { messageCount: 3 })])
    store.dropChat(chatId)
    store.flush()
    const again = open(folder)
    expect(again.readIntervals(chatId, 2).map((one) => [one.startMessageId, one.messageCount])).toEqual([
      [30, 3],
      [10, 2],
    ])
    expect(again.readIntervals(other, 9)).toEqual([inOther])
    again.dropIntervals([10, 11].map((startMessageId) => ({ chatId, startMessageId })))
    expect(again.readIntervals(chatId, 9).map((one) => one.startMessageId)).toEqual([30, -5])
  })

  it('that this build cannot read are left out', () => {
    const folder = createTemporaryFolder()
    const store = open(folder)
    store.saveIntervals([buildInterval(chatId, 10), buildInterval(chatId, 20)])
    run(folder, `UPDATE intervals SET ended_by = 'magic' WHERE start_message_id = 10`)
    expect(store.readIntervals(chatId, 9)).toEqual([buildInterval(chatId, 20)])
  })
})

describe('rules and settings', () => {
  it('fall back part by part where this build does not take the stored value', () => {
    const folder = createTemporaryFolder()
    const store = open(folder)
    expect(store.readRules()).toEqual(defaultRules)
    const customers = { everyGroup: false, titlePatterns: ['ООО *'], folderIds: [3] }
    expect(
      store.saveRules({ isSetUp: true, customers, staff: [{ userId: 7 as UserId, name: 'Анна' }] }).ok,
    ).toBe(true)
    run(folder, `UPDATE rules SET value = '[{"userId":"x"}]' WHERE key = 'staff'`)
    expect(open(folder).readRules()).toEqual({ ...defaultRules, isSetUp: true, customers })
  })

  it('keep notifications and keys, and take the defaults for what is not readable', () => {
    const folder = createTemporaryFolder()
    const store = open(folder)
    const notifications = {
      ...defaultSettings.notifications,
      messages: 'none' as const,
      quietHours: { from: 1320, to: 480 },
    }
    const shortcuts = { 'chat.star': ['$mod+KeyD'], 'chat.pin': [] }
    store.saveSettings({ notifications, shortcuts, dampingMin: 0 })
    expect(store.readSettings()).toEqual({ ...defaultSettings, notifications, shortcuts, dampingMin: 0 })
    run(folder, `UPDATE settings SET value = '{"isOn":true}' WHERE key = 'notifications'`)
    expect(store.readSettings()).toEqual({ ...defaultSettings, shortcuts, dampingMin: 0 })
    run(folder, `UPDATE settings SET value = '{"chat.star":"KeyD"}' WHERE key = 'shortcuts'`)
    expect(store.readSettings()).toEqual({ ...defaultSettings, dampingMin: 0 })
  })
})

it('is emptied with the account, backups too', async () => {
  const folder = createTemporaryFolder()
  const store = open(folder)
  store.saveTail(chatId, { facts: [], reachesStart: true })
  store.saveGroupMembers(chatId, { memberCount: 3, userIds: [1], isWhole: true })
  store.flush()
  store.saveTail(other, { facts: [], reachesStart: true })
  store.saveChatMarks(marks)
  store.saveIntervals([buildInterval(chatId, 10)])
  store.saveRules({ isSetUp: true })
  expect(store.clearAccount().ok).toBe(true)
  await store.close()
  expect(existsSync(join(folder, 'intervals-backup.jsonl'))).toBe(false)
  const again = open(folder)
  expect(again.loadTails()).toEqual(new Map())
  expect(again.loadGroupMembers()).toEqual(new Map())
  expect(again.readChatMarks()).toEqual([])
  expect(again.readIntervals(chatId, 9)).toEqual([])
  expect(again.readRules()).toEqual(defaultRules)
})
