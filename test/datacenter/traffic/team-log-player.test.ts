import { expect, test } from 'vitest'
import { TeamHistory } from '#shared/domain/team-log/team-history.ts'
import { readTeamLogMessage } from '#shared/domain/team-log/read-log-message.ts'
import type { TeamState } from '#shared/domain/team-log/team-state.ts'
import { FakeClock } from '../../support/fake-clock.ts'
import { createActions } from '../world/actions.ts'
import { createWorld } from '../world/create-world.ts'
import { listCode } from '../world/entities.ts'
import type { Chat, Message } from '../world/model.ts'
import { toTeamLogText, toMessageId } from '../scenarios/team-log-messages.ts'
import { loadScenario } from '../scenarios/load-scenario.ts'
import { writeTeamLogMessages } from '#shared/domain/team-log/write-log-messages.ts'
import { TrafficEngine } from './traffic-engine.ts'

const minuteMs = 60_000
const noonMs = Date.UTC(2026, 10, 21, 9, 30)
const demo = loadScenario('demo', { nowMs: noonMs, utcOffsetMinutes: 180 })
const teamLog = demo.traffic!.teamLog!
const idOf = (key: string): number => demo.ids.people.get(key)!

function play(isDriven: (userId: number) => boolean) {
  const clock = new FakeClock({ startMs: noonMs, maxTasks: 200_000 })
  const world = createWorld(demo.seed, { clock })
  const actions = createActions(world)
  const refused: Error[] = []
  const engine = new TrafficEngine({
    // The log alone: customers are another test's.
    plan: { ...demo.traffic!, live: undefined },
    port: actions,
    clock,
    isDriven,
    onRefused: (error) => refused.push(error),
  })
  world.messageListeners.add(({ chat, fromId, number, date, text, entities }) =>
    engine.hear({ chatId: chat.id, fromId, number, date, text, code: listCode(entities) }),
  )
  engine.start()
  return { clock, actions, refused, channel: world.chat(teamLog.chatId) }
}

/** What a console makes of the channel. */
function foldTeamLog(channel: Chat): { state: TeamState; rejected: readonly unknown[]; presence: Message[] } {
  const history = new TeamHistory({
    ownerId: teamLog.ownerId,
    isPrivileged: (userId) => userId === teamLog.ownerId,
  })
  const presence: Message[] = []
  for (const message of channel.messages) {
    if (message === undefined) continue
    const entities = listCode(message.entities).map((block) => ({ ...block, kind: 'pre' as const }))
    const content = readTeamLogMessage({ text: message.text, entities })
    if (content === undefined) continue
    if (content.kind === 'presence') presence.push(message)
    else
      history.add([
        { messageId: toMessageId(message.number), dateS: message.date, authorId: message.fromId, content },
      ])
  }
  history.markWhole()
  return { state: history.state, rejected: history.rejected, presence }
}

test('the demo begins with a team of seven, three of four on duty, and past alarms', () => {
  const { state, rejected } = foldTeamLog(play(() => false).channel)
  expect(rejected).toEqual([])
  const count = (role: string): number => [...state.roles.values()].filter((one) => one === role).length
  expect([count('manager'), count('duty'), count('task')]).toEqual([2, 4, 1])
  expect([...state.duty.values()].filter(({ isOn }) => isOn)).toHaveLength(3)
  const waits = [...state.alarms.values()].map(({ raised, taken }) => taken!.atS - raised.atS)
  expect(waits).toEqual([31, 245, 48])
  expect([...state.chats.values()].filter(({ project }) => project !== undefined)).toHaveLength(3)
  expect([...state.chats.values()].flatMap(({ grants }) => [...grants.keys()])).toEqual(
    Array.from({ length: 3 }, () => idOf('oleg')),
  )
  expect(state.settings.rules?.clock.redAfterMin).toBe(10)
})

test('colleagues raise alarms, take them and are done, write notes, and say where they look', async () => {
  const driven = idOf('duty')
  const { clock, channel, refused } = play((userId) => userId === driven)
  const before = channel.messages.length
  await clock.advanceBy(180 * minuteMs)
  const { state, rejected, presence } = foldTeamLog(channel)
  expect([rejected, refused]).toEqual([[], []])
  const live = [...state.alarms.values()].filter(({ id }) => id.startsWith('live-'))
  expect(live.length).toBeGreaterThan(6)
  for (const { raised, taken, done } of live.slice(0, -1)) {
    expect(taken!.byUserId).not.toBe(raised.byUserId)
    expect(taken!.atS - raised.atS).toBeGreaterThanOrEqual(25)
    expect(done!.byUserId).toBe(taken!.byUserId)
  }
  expect([...state.notes.values()].reduce((sum, notes) => sum + notes.size, 0)).toBeGreaterThan(15)
  const written = channel.messages.slice(before)
  expect(written.some((message) => message!.fromId === driven)).toBe(false)
  expect(new Set(presence.map(({ fromId }) => fromId))).toEqual(new Set([idOf('maria'), idOf('timur')]))
  expect(presence).toHaveLength(2)
  for (const { editDate } of presence) expect(editDate).toBeGreaterThan(clock.now() / 1000 - 600)
})

test('an alarm of whoever sits at a console is taken by a colleague, and left to who took it before', async () => {
  const driven = idOf('duty')
  const { clock, actions, channel } = play((userId) => userId === driven)
  const say = (event: object, id: string): void => {
    const written = writeTeamLogMessages('words', { v: 1, id, ...event } as never)
    if (!written.ok) throw new Error(written.error.message)
    for (const message of written.value)
      actions.sendMessage({ chatId: channel.id, fromId: driven, ...toTeamLogText(message) })
  }
  say({ type: 'alarm_raised', chat: teamLog.chats[40]!.tdlibId, title: 'Mine' }, 'alarm-of-duty')
  await clock.advanceBy(5 * minuteMs)
  expect(foldTeamLog(channel).state.alarms.get('alarm-of-duty')?.taken?.byUserId).not.toBe(driven)
  say({ type: 'alarm_raised', chat: teamLog.chats[41]!.tdlibId, title: 'Mine too' }, 'alarm-of-duty-2')
  say({ type: 'alarm_taken', alarm: 'alarm-of-duty-2' }, 'taken-by-duty-2')
  await clock.advanceBy(20 * minuteMs)
  const alarm = foldTeamLog(channel).state.alarms.get('alarm-of-duty-2')
  expect([alarm?.taken?.byUserId, alarm?.done]).toEqual([driven, undefined])
})
