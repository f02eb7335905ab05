import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Seed, SeedMessage } from '../world/seed.ts'
import { createWorld } from '../world/create-world.ts'
import { describeSchema } from './describe-schema.ts'
import { builtInScenarios, loadScenario, type LoadedScenario } from './load-scenario.ts'

const nowMs = Date.UTC(2026, 10, 21, 9, 30)
const load = (name: string): LoadedScenario => loadScenario(name, { nowMs, utcOffsetMinutes: 180 })
const demo = load('demo')
const staffIds = ['duty', 'maria', 'sofia', 'oleg', 'timur', 'elena', 'alexey'].map((key) =>
  demo.ids.people.get(key)!,
)
const customerChats = demo.seed.chats.filter((chat) =>
  findKey(demo.ids.chats, chat.id).startsWith('customer-'),
)

function findKey(ids: ReadonlyMap<string, number>, id: number): string {
  return [...ids].find(([, candidate]) => candidate === id)![0]
}

function groupMessages(seed: Seed): Map<number, SeedMessage[]> {
  const groups = new Map<number, SeedMessage[]>(seed.chats.map((chat) => [chat.id, []]))
  for (const message of seed.messages) groups.get(message.chatId)!.push(message)
  return groups
}

test.each([...builtInScenarios, 'large:30x7'])('%s makes a world', (name) => {
  const { seed } = load(name)
  const world = createWorld(seed, { clock: { now: () => nowMs } })
  expect(world.chats.size).toBe(seed.chats.length)
})

test('the published schema is the one of the code', () => {
  const published = readFileSync(new URL('scenario.schema.json', import.meta.url), 'utf8')
  expect(published, 'run node build/run.mjs test/datacenter/scenarios/write-schema.ts').toBe(describeSchema())
})

test('the demo has its customers, colleagues and both languages', () => {
  expect(customerChats).toHaveLength(220)
  const colleagues = demo.seed.people.filter((person) => person.phone !== undefined)
  expect(colleagues).toHaveLength(7)
  expect(demo.seed.people.find((person) => person.phone === '79000000001')?.code).toBe('11111')
  const texts = [...groupMessages(demo.seed).values()].map((list) => list.at(-1)!.text)
  expect(texts.filter((text) => /[а-яё]{3}/i.test(text)).length).toBeGreaterThan(60)
  expect(texts.filter((text) => /^[^а-яё]*$/i.test(text) && /[a-z]{3}/.test(text)).length).toBeGreaterThan(50)
  expect(
    new Set(demo.seed.messages.flatMap((message) => message.entities ?? []).map(({ kind }) => kind)).size,
  ).toBeGreaterThan(7)
})

test('every customer has its people, and only members speak', () => {
  const members = new Map(
    demo.seed.chats.map((chat) => [chat.id, new Set(chat.members.map(({ userId }) => userId))]),
  )
  for (const message of demo.seed.messages)
    expect(members.get(message.chatId)!.has(message.fromId)).toBe(true)
  for (const chat of customerChats) {
    const customers = chat.members.filter(
      ({ userId }) => !staffIds.includes(userId) && userId !== demo.ids.people.get('monitor'),
    )
    expect(customers.length).toBeGreaterThanOrEqual(1)
    expect(customers.length).toBeLessThanOrEqual(4)
  }
})

const writtenOut = ['boat-engines', 'nordic-lamps', 'auctions'].map((key) => demo.ids.chats.get(key))

test('a handful of customers waits for 2 to 19 minutes, everybody else has an answer', () => {
  const groups = groupMessages(demo.seed)
  const waits: number[] = []
  for (const chat of demo.seed.chats.filter(
    (one) => customerChats.includes(one) || writtenOut.includes(one.id),
  )) {
    const texts = groups.get(chat.id)!.filter((message) => message.service === undefined)
    const answered = texts.findLastIndex((message) => staffIds.includes(message.fromId))
    const unanswered = texts
      .slice(answered + 1)
      .find((message) => message.fromId !== demo.ids.people.get('monitor'))
    if (unanswered !== undefined) waits.push((nowMs / 1000 - unanswered.date) / 60)
  }
  expect(waits.map(Math.round).sort((a, b) => b - a)).toEqual([19, 13, 11, 7, 6, 4, 2])
})

test('neighbours in the list do not end with the same words', () => {
  const groups = groupMessages(demo.seed)
  const rows = [...groups.values()].map((list) => list.at(-1)!).sort((a, b) => b.date - a.date)
  const texts = rows.map((message) => message.text)
  for (let index = 1; index < 40; index += 1) expect(texts[index]).not.toBe(texts[index - 1])
  expect(new Set(texts.slice(0, 40)).size).toBeGreaterThanOrEqual(38)
})

test('nothing is in the future, and time is spread as on a working day', () => {
  const now = nowMs / 1000
  expect(demo.seed.messages.every((message) => message.date <= now && (message.editDate ?? 0) <= now)).toBe(
    true,
  )
  const dates = demo.seed.messages.map((message) => message.date)
  expect(dates).toEqual([...dates].sort((a, b) => a - b))
  const last = [...groupMessages(demo.seed).values()].map((list) => list.at(-1)!.date)
  expect(last.filter((date) => now - date < 3600).length).toBeGreaterThan(20)
  expect(last.filter((date) => now - date > 86_400).length).toBeGreaterThan(60)
})

test('unread counters vary and never count own messages', () => {
  const account = demo.ids.people.get('duty')!
  const groups = groupMessages(demo.seed)
  const unread = demo.seed.views!.flatMap((view) => {
    if (view.userId !== account || view.readMessages === undefined) return []
    return [groups.get(view.chatId)!.slice(view.readMessages)]
  })
  expect(unread.length).toBeGreaterThan(20)
  expect(unread.length).toBeLessThan(60)
  expect(unread.flat().some((message) => message.fromId === account)).toBe(false)
})

test('the same number gives the same world, another one another', () => {
  expect(load('demo').seed).toEqual(demo.seed)
  const other = loadScenario('demo', { nowMs, utcOffsetMinutes: 180, seed: 5 })
  expect(other.seed.messages).not.toEqual(demo.seed.messages)
})

test('large is as large as asked for, and quick to make', () => {
  const startedAtMs = performance.now()
  const { seed } = load('large:2000x50')
  expect(performance.now() - startedAtMs).toBeLessThan(10_000)
  expect(seed.chats).toHaveLength(2000)
  expect(seed.messages.filter((message) => message.service === undefined)).toHaveLength(100_000)
})

test('a file is loaded by its path, a missing one is named with what to give instead', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'scenario-')), 'own.json')
  writeFileSync(file, JSON.stringify({ version: 1, name: 'own', people: [], chats: [] }))
  expect(load(file).seed.chats).toEqual([])
  expect(() => load('/no/such/scenario.json')).toThrow(/one of: demo, empty, large/)
})

test('the demo has what there is to triage: a team, nagging, words of nobody, muted chats, who is staff', () => {
  const { seed, ids } = demo
  const groups = groupMessages(seed)
  const find = (key: string): readonly SeedMessage[] => groups.get(ids.chats.get(key)!)!
  expect(seed.people.filter((person) => person.staff !== undefined).map(({ id }) => id)).toEqual(staffIds)
  const dutyShift = seed.chats.find((chat) => chat.id === ids.chats.get('duty-shift'))!
  expect(new Set(dutyShift.members.map(({ userId }) => userId))).toEqual(
    new Set([...staffIds, ids.people.get('monitor')]),
  )
  expect(
    find('boat-engines')
      .slice(-4)
      .map(({ fromId }) => fromId),
  ).toEqual(Array.from({ length: 4 }, () => ids.people.get('pavel')))
  const [asked, alert, added] = find('nordic-lamps').slice(-3)
  expect(asked?.fromId).toBe(ids.people.get('astrid'))
  expect(alert?.fromId).toBe(ids.people.get('monitor'))
  expect(added?.service?.kind).toBe('addUsers')
  expect(find('auctions').at(-1)).toMatchObject({ isAnonymous: true, fromId: ids.people.get('gleb') })
  const duty = ids.people.get('duty')!
  const muted = seed.views!.filter((view) => view.userId === duty && view.mutedUntil !== undefined)
  expect(muted.length).toBeGreaterThan(4)
  expect(
    seed
      .folders!.filter(({ userId }) => userId === duty)
      .map(({ title }) => title)
      .sort(),
  ).toEqual(['Kedrovka', 'Premium'])
  expect(seed.chats.filter((chat) => chat.kind === 'basicGroup').length).toBeGreaterThan(10)
})
