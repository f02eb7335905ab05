import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import type { ChatClass } from '#shared/contract/entities/triage.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import { TeamFold } from '#shared/domain/team-log/team-fold.ts'
import type { TeamChange } from '#shared/domain/team-log/team-state.ts'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { openStore } from '../../store/open-store.ts'
import type { Store } from '../../store/store.ts'
import { createTemporaryFolder } from '../../../../test/support/temporary-folder.ts'
import { People } from '../../telegram/people.ts'
import { pino } from 'pino'
import { Upgrades } from '../../rows/upgrades.ts'
import { createMarks } from '../marks/create-marks.ts'
import { createRoster } from '../roster/roster.ts'
import type { TeamMembers } from '../roster/team-members.ts'
import type { TeamLog } from '../team-ports.ts'
import { VisibilityGate } from './visibility-gate.ts'

const channelId = -1_000_000_000_999
const manager = 1 as UserId
const self = 2 as UserId
const chatIds = [-1_000_000_000_001, -1_000_000_000_002, -3] as readonly number[] as readonly ChatId[]
const upgradedId = -1_000_000_000_003 as ChatId

function openTestStore(): Store {
  const opened = openStore({
    folder: createTemporaryFolder(),
    clock: new FakeClock(),
    log: pino({ level: 'silent' }),
    build: 'test',
  })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value.store
}

function setUp(store = openTestStore()) {
  const clock = new FakeClock()
  const people = new People()
  people.selfId = self
  const fold = new TeamFold({ ownerId: manager, isPrivileged: (id) => id === manager })
  const listeners = new Set<(changes: readonly TeamChange[]) => void>()
  let messageId = 0
  const teamLog: TeamLog = {
    channelId,
    isReady: true,
    get state() {
      return fold.state
    },
    post: () => ({ ok: true, value: { id: '' } }),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onRefused: () => () => undefined,
  }
  const members = {
    known: { memberIds: new Set([manager, self]), adminIds: new Set([manager]), ownerId: manager },
    onChange: () => () => undefined,
  } as unknown as TeamMembers
  const team = createRoster({ teamLog, members, people })
  const marks = createMarks({
    upgrades: new Upgrades({ store, isKnown: () => true, introduce: () => undefined }),
    teamLog,
    roster: team,
  })
  const classes = new Map<number, ChatClass>()
  const gate = new VisibilityGate({
    clock,
    now: () => clock.now(),
    teamLog,
    roster: team,
    marks,
    classOf: (chatId) => classes.get(chatId),
    chatIds: () => [...chatIds, upgradedId],
  })
  /** Says something as the manager. */
  const say = (event: NewTeamEvent, { isTold = true } = {}): void => {
    messageId += 1
    const id = `event-${messageId}-of-the-test`
    const outcome = fold.apply({
      messageId,
      dateS: Math.floor(clock.now() / 1000),
      authorId: manager,
      content: { kind: 'event', event: { v: 1, id, ...event }, isMarked: true },
    })
    if (outcome.kind !== 'applied' || !isTold) return
    for (const listener of listeners) listener(outcome.changes)
  }
  const setClass = (chatId: number, chatClass: ChatClass): void => {
    classes.set(chatId, chatClass)
    gate.recheck([chatId])
  }
  /** The team's log goes first when a core closes. */
  const loseTeamLog = (): unknown => Object.assign(teamLog, { isReady: false })
  return { loseTeamLog, clock, classes, gate, marks, say, setClass }
}

const chat = fc.constantFrom(...chatIds)
const step = fc.oneof(
  fc.record({
    do: fc.constant('grant' as const),
    chat,
    user: fc.constantFrom(self, 3 as UserId),
    inS: fc.option(fc.integer({ min: -5, max: 30 }), { nil: undefined }),
  }),
  fc.record({ do: fc.constant('revoke' as const), chat, user: fc.constant(self) }),
  fc.record({ do: fc.constant('role' as const), role: fc.constantFrom('manager', 'duty', 'task', 'none') }),
  fc.record({ do: fc.constant('dutySeesAll' as const), value: fc.boolean() }),
  fc.record({ do: fc.constant('alarm' as const), chat }),
  fc.record({ do: fc.constant('done' as const) }),
  fc.record({ do: fc.constant('class' as const), chat, to: fc.constantFrom('customer', 'team', 'other') }),
  fc.record({ do: fc.constant('upgrade' as const) }),
  fc.record({ do: fc.constant('wait' as const), seconds: fc.nat(20) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

describe('the gate', () => {
  it('has told of every change, whatever brought it', async () => {
    // The store takes its time to open, and is used here only for the groups that were upgraded.
    const store = openTestStore()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const world = setUp(store)
        const { classes, clock, gate, marks, say } = world
        say({ type: 'genesis', managers: [manager] })
        for (const chatId of [...chatIds, upgradedId]) classes.set(chatId, 'customer')
        const told = new Map([...chatIds, upgradedId].map((id) => [id as number, gate.isVisible(id)]))
        gate.onChange((changed) => {
          for (const chatId of changed) {
            const isVisible = gate.isVisible(chatId)
            if (told.has(chatId)) expect(isVisible).toBe(told.get(chatId) === false)
            told.set(chatId, isVisible)
          }
        })
        for (const one of steps) {
          await run(one, world)
          for (const chatId of [...chatIds, upgradedId]) {
            expect(told.get(chatId), `${chatId} after ${JSON.stringify(one)}`).toBe(gate.isVisible(chatId))
          }
        }
        // Only time and managers end a grant.
        await clock.advanceBy(60_000)
        expect(clock.pendingCount).toBe(0)
        marks.upgrades.clear()
      }),
      { numRuns: 60 },
    )
  })

  it('hides chats whose class is not known, and shows the channel to everybody', () => {
    const { gate, say } = setUp()
    say({ type: 'genesis', managers: [manager] })
    say({ type: 'role', user: self, role: 'task' })
    expect(gate.isVisible(chatIds[0]!)).toBe(false)
    expect(gate.isVisible(channelId)).toBe(true)
    expect(gate.showsAll).toBe(false)
  })

  it('takes back what a grant of the last run showed, when it ends', async () => {
    const { clock, gate, say, setClass } = setUp()
    const chatId = chatIds[0]!
    setClass(chatId, 'customer')
    // What the disk has is known without a report of a change.
    say({ type: 'genesis', managers: [manager] }, { isTold: false })
    const until = Math.floor(clock.now() / 1000) + 10
    say({ type: 'visibility_granted', chat: chatId, user: self, until }, { isTold: false })
    gate.restore()
    expect(gate.isVisible(chatId)).toBe(true)
    const hidden: number[] = []
    gate.onChange((changed) => hidden.push(...changed))
    await clock.advanceBy(12_000)
    expect(hidden).toEqual([chatId])
    expect(gate.isVisible(chatId)).toBe(false)
  })

  it('takes back what an alarm of the last run showed, when it is done', () => {
    const { gate, say, setClass } = setUp()
    const chatId = chatIds[0]!
    setClass(chatId, 'customer')
    say({ type: 'genesis', managers: [manager] }, { isTold: false })
    say({ type: 'alarm_raised', chat: chatId, title: 'A chat' }, { isTold: false })
    gate.restore()
    expect(gate.isVisible(chatId)).toBe(true)
    const hidden: number[] = []
    gate.onChange((changed) => hidden.push(...changed))
    say({ type: 'alarm_done', alarm: 'event-2-of-the-test' })
    expect(hidden).toEqual([chatId])
  })

  it('shows nothing more once it is closed, though the log is gone', () => {
    const { gate, loseTeamLog, say, setClass } = setUp()
    setClass(chatIds[0]!, 'customer')
    say({ type: 'genesis', managers: [manager] })
    expect(gate.isVisible(chatIds[0]!)).toBe(false)
    gate.close()
    loseTeamLog()
    expect(gate.isVisible(chatIds[0]!)).toBe(false)
    expect(gate.isVisible(chatIds[1]!)).toBe(false)
    expect(gate.showsAll).toBe(false)
  })

  it('shows all while nobody has named the first managers', () => {
    const { gate } = setUp()
    expect(gate.isVisible(chatIds[0]!)).toBe(true)
    expect(gate.showsAll).toBe(true)
  })
})

async function run(one: Step, { clock, marks, say, setClass }: ReturnType<typeof setUp>): Promise<void> {
  switch (one.do) {
    case 'grant': {
      const untilS = one.inS === undefined ? undefined : Math.floor(clock.now() / 1000) + one.inS
      const until = untilS === undefined ? {} : { until: untilS }
      say({ type: 'visibility_granted', chat: one.chat, user: one.user, ...until })
      return
    }
    case 'revoke':
      say({ type: 'visibility_revoked', chat: one.chat, user: one.user })
      return
    case 'role':
      say({ type: 'role', user: self, role: one.role })
      return
    case 'dutySeesAll':
      say({ type: 'settings', duty_sees_all: one.value })
      return
    case 'alarm':
      say({ type: 'alarm_raised', chat: one.chat, title: 'A chat' })
      return
    case 'done':
      for (let id = 0; id < 40; id += 1) say({ type: 'alarm_done', alarm: `event-${id}-of-the-test` })
      return
    case 'class':
      setClass(one.chat, one.to)
      return
    case 'upgrade':
      marks.upgrades.note(-3, upgradedId)
      return
    case 'wait':
      await clock.advanceBy(one.seconds * 1_000)
  }
}
