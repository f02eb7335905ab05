import { expect, test } from 'vitest'
import { FakeClock } from '../../support/fake-clock.ts'
import { createActions } from '../world/actions.ts'
import { createWorld } from '../world/create-world.ts'
import type { TlObject } from '../rpc.ts'
import { buildScenario, loadScenario, type LoadedScenario } from '../scenarios/load-scenario.ts'
import { parseScenario } from '../scenarios/parse-scenario.ts'
import { ScheduleBook } from './schedule-book.ts'
import { TrafficEngine } from './traffic-engine.ts'
import type { TrafficPort } from './traffic-port.ts'
import { Voice } from './voice.ts'

interface Said {
  readonly atMs: number
  readonly chatId: number
  readonly number: number
  readonly fromId: number
  readonly text: string
  readonly entities: readonly TlObject[]
  readonly reply: number | undefined
}

const hourMs = 3_600_000
/** Saturday, 9:30 UTC, half past twelve in the scenario's zone. */
const noonMs = Date.UTC(2026, 10, 21, 9, 30)

/** Traffic in a real world; everything sent is written down. */
function play(
  scenario: LoadedScenario,
  startMs: number,
  isDriven: (userId: number) => boolean = () => false,
) {
  const clock = new FakeClock({ startMs, maxTasks: 200_000 })
  const world = createWorld(scenario.seed, { clock })
  const said: Said[] = []
  const refused: Error[] = []
  world.messageListeners.add(({ chat, number, fromId, text, entities, reply }) => {
    said.push({ atMs: clock.now(), chatId: chat.id, number, fromId, text, entities, reply: reply?.number })
  })
  const engine = new TrafficEngine({
    plan: scenario.traffic!,
    port: createActions(world),
    clock,
    isDriven,
    onRefused: (error) => refused.push(error),
  })
  world.messageListeners.add(({ chat, fromId }) => engine.hear({ chatId: chat.id, fromId }))
  engine.start()
  return { clock, world, engine, said, refused }
}

const loadDemo = (nowMs: number): LoadedScenario => loadScenario('demo', { nowMs, utcOffsetMinutes: 180 })
const demo = loadDemo(noonMs)
const live = demo.traffic!.live!
const idOf = (key: string): number => demo.ids.people.get(key)!
const duty = idOf('duty')
const staffIds = new Set(['duty', 'maria', 'sofia', 'oleg', 'timur', 'elena', 'alexey'].map(idOf))

test('the same plan and clock give the same messages', async () => {
  const first = play(demo, noonMs)
  const second = play(demo, noonMs)
  await first.clock.advanceBy(hourMs / 2)
  await second.clock.advanceBy(hourMs / 2)
  expect(first.said.length).toBeGreaterThan(150)
  expect(second.said).toEqual(first.said)
})

test('a busy hour brings about what the scenario says, a night hour much less', async () => {
  const day = play(demo, noonMs)
  await day.clock.advanceBy(2 * hourMs)
  const nightMs = noonMs - 9 * hourMs
  const night = play(loadDemo(nightMs), nightMs)
  await night.clock.advanceBy(2 * hourMs)
  const perHour = live.messagesPerHour
  expect(day.said.length / 2).toBeGreaterThan(perHour * 0.75)
  expect(day.said.length / 2).toBeLessThan(perHour * 1.15)
  expect(night.said.length).toBeGreaterThan(0)
  expect(night.said.length).toBeLessThan(day.said.length * 0.35)
})

test('something happens every few seconds and never in a rush', async () => {
  const { clock, said } = play(demo, noonMs)
  await clock.advanceBy(hourMs)
  const gaps = said.slice(1).map((message, index) => message.atMs - said[index]!.atMs)
  expect(Math.max(...gaps)).toBeLessThan(60_000)
  for (let atMs = noonMs; atMs < noonMs + hourMs; atMs += 10_000) {
    expect(
      said.filter((message) => message.atMs >= atMs && message.atMs < atMs + 10_000).length,
    ).toBeLessThan(12)
  }
})

test('the first minute is alive already', async () => {
  const { clock, said } = play(demo, noonMs)
  await clock.advanceBy(60_000)
  expect(said.length).toBeGreaterThanOrEqual(6)
  expect(said.length).toBeLessThan(30)
  expect(said[0]!.atMs - noonMs).toBeLessThan(15_000)
})

test('people speak only in chats of theirs, and nothing is refused', async () => {
  const { clock, said, refused } = play(demo, noonMs)
  await clock.advanceBy(hourMs)
  const chats = new Map(demo.seed.chats.map((chat) => [chat.id, chat]))
  for (const message of said) {
    expect(chats.get(message.chatId)!.members.some(({ userId }) => userId === message.fromId)).toBe(true)
    expect(message.text).not.toMatch(/\{(?!time_starttransfer)\w+\}|\*\*|```/)
  }
  expect(said.some((message) => message.reply !== undefined)).toBe(true)
  expect(said.some((message) => message.entities.length > 0)).toBe(true)
  expect(refused).toEqual([])
})

test('a person comes online, reads and types before sending; who changes their mind stops typing', async () => {
  const clock = new FakeClock({ startMs: noonMs })
  const calls: string[] = []
  const port: TrafficPort = {
    editMessage: () => calls.push('edited'),
    setOnline: () => calls.push('online'),
    readChat: () => calls.push('read'),
    setTyping: (_chatId, _userId, isTyping) => calls.push(isTyping ? 'typing' : 'quiet'),
    sendMessage: ({ chatId }) => {
      calls.push(`sent after ${clock.now() - noonMs} ms`)
      return { chatId, number: 1, date: 0 }
    },
  }
  const speaker = live.staff.duty[0]!
  const voice = new Voice({
    port,
    clock,
    userIds: demo.ids.people,
    book: new ScheduleBook(clock),
    onRefused: () => undefined,
  })
  voice.say({ chatId: 1, speaker, text: 'x'.repeat(100) }, noonMs + 20_000)
  await clock.advanceBy(15_600)
  expect(calls).toEqual(['online', 'read', 'typing'])
  await clock.advanceBy(60_000)
  expect(calls.slice(3)).toEqual(['sent after 20000 ms'])
  let isWanted = true
  voice.say({ chatId: 1, speaker, text: 'never mind' }, clock.now() + 5_000, { stillWanted: () => isWanted })
  await clock.advanceBy(4_000)
  isWanted = false
  await clock.advanceBy(5_000)
  expect(calls.slice(4)).toEqual(['online', 'read', 'typing', 'quiet'])
})

test('nobody speaks for a person who is logged in', async () => {
  const { clock, said } = play(demo, noonMs, (userId) => userId === duty || userId === idOf('maria'))
  await clock.advanceBy(2 * hourMs)
  const speakers = new Set(said.map((message) => message.fromId))
  expect(speakers.has(duty)).toBe(false)
  expect(speakers.has(idOf('maria'))).toBe(false)
  expect(speakers.has(idOf('oleg'))).toBe(true)
})

test('some customers are left to the person at the console, few of them at a time', async () => {
  const { clock, said } = play(demo, noonMs, (userId) => userId === duty)
  const waiting = new Map<number, number>(
    live.chats.flatMap((chat) => (chat.waitingSince ? [[chat.chatId, 1]] : [])),
  )
  const counts: number[] = []
  let seen = 0
  for (let minute = 0; minute < 180; minute += 1) {
    await clock.advanceBy(60_000)
    for (const message of said.slice(seen)) {
      if (staffIds.has(message.fromId)) waiting.delete(message.chatId)
      else if (live.chats.some(({ chatId }) => chatId === message.chatId)) waiting.set(message.chatId, 1)
    }
    seen = said.length
    counts.push(waiting.size)
  }
  const settled = counts.slice(30)
  const mean = settled.reduce((sum, count) => sum + count, 0) / settled.length
  expect(mean).toBeGreaterThan(4)
  expect(mean).toBeLessThan(14)
  expect(Math.max(...settled)).toBeLessThanOrEqual(25)
})

test('a customer answers the person at the console within a minute', async () => {
  for (const chat of live.chats.slice(0, 12)) {
    const { clock, world, said } = play(demo, noonMs, (userId) => userId === duty)
    await clock.advanceBy(5_000)
    createActions(world).sendMessage({ chatId: chat.chatId, fromId: duty, text: 'Looking into it' })
    const sentAtMs = clock.now()
    await clock.advanceBy(61_000)
    const answer = said.find((message) => message.chatId === chat.chatId && message.atMs > sentAtMs)
    expect(answer?.atMs).toBeGreaterThanOrEqual(sentAtMs + 10_000)
    expect(chat.customers.map(({ key }) => idOf(key))).toContain(answer?.fromId)
  }
})

test('after stop nothing is left', async () => {
  const { clock, engine, said } = play(demo, noonMs)
  await clock.advanceBy(60_000)
  engine.stop()
  const count = said.length
  expect(clock.pendingCount).toBe(0)
  await clock.advanceBy(hourMs)
  expect(said).toHaveLength(count)
})

test('a rule sends its texts in turn, so often and so many times as it says', async () => {
  const parsed = parseScenario(
    {
      version: 1,
      name: 'rules',
      people: [
        { key: 'duty', firstName: 'Ivan', phone: '79000000001' },
        { key: 'anna', firstName: 'Anna' },
      ],
      chats: [{ key: 'g', kind: 'supergroup', title: 'G', members: ['duty', 'anna'] }],
      traffic: {
        rules: [
          { chat: 'g', from: 'anna', texts: ['**one**', 'two'], every: '5s', count: 3, typing: true },
          { chat: 'g', from: 'duty', texts: ['fast'], every: '250ms' },
        ],
      },
    },
    'rules',
  )
  const { clock, said } = play(buildScenario(parsed, { nowMs: noonMs, utcOffsetMinutes: 0 }), noonMs)
  await clock.advanceBy(60_000)
  const slow = said.filter((message) => message.text !== 'fast')
  expect(slow.map((message) => [message.text, message.atMs - noonMs])).toEqual([
    ['one', 5_000],
    ['two', 10_000],
    ['one', 15_000],
  ])
  expect(slow[0]!.entities).toEqual([{ _: 'messageEntityBold', offset: 0, length: 3 }])
  expect(said.filter((message) => message.text === 'fast')).toHaveLength(240)
})
