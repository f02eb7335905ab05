import fc from 'fast-check'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { defaultRules, type RulesView, type WaitInterval } from '#shared/contract/entities/triage.ts'
import type { UserId } from '#shared/contract/entities/ids.ts'
import type { MessageFact } from '#shared/domain/message-tail/message-tail.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { People } from '../telegram/people.ts'
import { ChatClocks } from './chat-clocks.ts'
import type { ClockSources } from './clock-parts.ts'
import { ClockRules } from './clock-rules.ts'
import { Deadlines } from '#shared/lib/deadlines.ts'
import { Intervals } from './intervals.ts'
import { Tails } from './tails.ts'

const startMs = 1_750_000_000_000
const startS = startMs / 1000
const staffId = 70
const customerId = 80

function setUp() {
  const clock = new FakeClock({ startMs })
  const classes = new Map<number, 'customer' | 'other'>()
  const rules: RulesView = {
    ...defaultRules,
    isSetUp: true,
    staff: [{ userId: staffId as UserId, name: 'Ivan' }],
  }
  const stored = new Map<string, WaitInterval>()
  const sources: ClockSources = {
    rules: () => rules,
    settings: () => ({ dampingMin: 5, ownMessageLifts: false }),
    classOf: (chatId) => classes.get(chatId) ?? 'customer',
    overrideOf: () => undefined,
    noRepliesOf: () => [],
    sayNoReply: () => ({ ok: true, value: undefined }),
    takeBackNoReply: () => ({ ok: true, value: undefined }),
    countShown: () => ({ waiting: 0, red: 0, unread: 0 }),
    moveMarks: () => undefined,
  }
  const intervals = new Intervals({
    log: pino({ level: 'silent' }),
    store: {
      saveIntervals: (list) => {
        for (const one of list) stored.set(`${one.chatId}:${one.startMessageId}`, one)
        return { ok: true, value: undefined }
      },
      dropIntervals: (list) => {
        for (const one of list) stored.delete(`${one.chatId}:${one.startMessageId}`)
        return { ok: true, value: undefined }
      },
      moveIntervals: () => ({ ok: true, value: undefined }),
      readIntervals: () => [],
    },
  })
  const tails: Tails = new Tails({ onChange: (chatId) => clocks.evaluate(chatId) })
  const deadlines: Deadlines = new Deadlines({
    clock,
    onDue: (chatId) => clocks.tick(chatId),
    onJump: () => undefined,
  })
  const clocks: ChatClocks = new ChatClocks({
    tails,
    rules: new ClockRules(sources, new People()),
    deadlines,
    intervals,
    now: () => clock.now(),
    isLive: () => true,
  })
  deadlines.start()
  const readStored = (): readonly WaitInterval[] => {
    intervals.flush()
    return [...stored.values()]
  }
  return { clock, classes, clocks, tails, readStored }
}

const write = (id: number, userId: number, dateS: number): MessageFact => ({
  id,
  dateS,
  from: 'user',
  userId,
  isOwn: false,
})

describe('the clocks of chats', () => {
  test('turn red and then breach at their moments, without any message', async () => {
    const { clock, clocks, tails } = setUp()
    tails.add(-1, write(1, staffId, startS - 60))
    tails.add(-1, write(2, customerId, startS))
    expect(clocks.find(-1)?.wait?.status).toBe('waiting')
    await clock.advanceBy(599_999)
    expect(clocks.find(-1)?.wait?.status).toBe('waiting')
    await clock.advanceBy(1)
    expect(clocks.find(-1)?.wait?.status).toBe('red')
    await clock.advanceBy(300_000)
    expect(clocks.find(-1)?.wait?.status).toBe('breach')
    expect(clocks.countWaits()).toEqual({ waiting: 1, red: 1, breach: 1 })
  })

  test('keep the same view while only time passes', async () => {
    const { clock, clocks, tails } = setUp()
    tails.add(-1, write(1, staffId, startS - 60))
    tails.add(-1, write(2, customerId, startS))
    const view = clocks.find(-1)?.wait
    await clock.advanceBy(30_000)
    expect(clocks.evaluate(-1)).toBe(false)
    expect(clocks.find(-1)?.wait).toBe(view)
  })

  test('count what they show, and keep an interval for every wait that ended, whatever happens', () => {
    const step = fc.record({
      chat: fc.integer({ min: 1, max: 3 }),
      what: fc.constantFrom('ask', 'ask', 'answer', 'delete', 'class', 'later' as const),
      at: fc.nat(20),
    })
    return fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { classes, clock, clocks, readStored, tails } = setUp()
        let nextId = 10
        for (const chatId of [-1, -2, -3]) tails.add(chatId, write(1, staffId, startS - 60))
        for (const { at, chat, what } of steps) {
          const chatId = -chat
          switch (what) {
            case 'ask':
            case 'answer':
              tails.add(chatId, write(nextId, what === 'ask' ? customerId : staffId, clock.now() / 1000))
              nextId += 1
              break
            case 'delete': {
              const facts = (tails.find(chatId)?.tail.facts ?? []).slice(1)
              const fact = facts[at % Math.max(facts.length, 1)]
              if (fact !== undefined) tails.delete(chatId, [fact.id])
              break
            }
            case 'class':
              classes.set(chatId, classes.get(chatId) === 'other' ? 'customer' : 'other')
              clocks.evaluate(chatId)
              break
            case 'later':
              await clock.advanceBy(400_000)
          }
          const shown = [-1, -2, -3].flatMap((id) => clocks.find(id)?.wait ?? [])
          expect(clocks.countWaits()).toEqual({
            waiting: shown.length,
            red: shown.filter((wait) => wait.status !== 'waiting').length,
            breach: shown.filter((wait) => wait.status === 'breach').length,
          })
          for (const id of [-1, -2, -3]) {
            const { waits } = clocks.find(id) ?? {}
            const kept = readStored().filter((one) => one.chatId === id)
            // An open wait has no interval yet, and every answered wait has its own interval.
            expect(kept.map((one) => one.startMessageId)).not.toContain(waits?.open?.startMessageId)
            // A message that was deleted after its answer stays the beginning of its interval.
            for (const closed of waits?.closed ?? []) {
              const own = kept.filter(
                (one) => one.startMessageId <= closed.startMessageId && one.endS === closed.endS,
              )
              expect(own).not.toEqual([])
            }
            const facts = tails.find(id)?.tail.facts ?? []
            for (const { answerMessageId, endedBy } of kept) {
              if (endedBy !== 'reply' || waits === undefined) continue
              expect(facts.find((fact) => fact.id === answerMessageId)?.isDeleted).not.toBe(true)
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
