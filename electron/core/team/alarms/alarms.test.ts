import { expect, test } from 'vitest'
import { emptyTeamState } from '#shared/domain/team-log/team-draft.ts'
import type { Alarm, TeamState } from '#shared/domain/team-log/team-state.ts'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { OffsetClock } from '../../../../test/support/offset-clock.ts'
import { People } from '../../telegram/people.ts'
import { TelegramTime } from '../../telegram/telegram-time.ts'
import { Alarms } from './alarms.ts'

const selfId = 7
const chatId = -1_001_000_000_001

function open(makeAlarm: (nowS: number) => Alarm) {
  const base = new FakeClock()
  const clock = new OffsetClock(base)
  const alarm = makeAlarm(Math.floor(clock.now() / 1000))
  const state: TeamState = {
    ...emptyTeamState,
    alarms: new Map([[alarm.id, alarm]]),
    openAlarms: alarm.done === undefined ? new Map([[chatId, alarm.id]]) : new Map(),
  }
  const never = () => () => undefined
  let askCount = 0
  const alarms = new Alarms({
    context: {
      clock,
      people: new People(),
      chats: { findView: () => undefined, flushRow: () => undefined, touch: () => undefined },
      publish: () => undefined,
      client: () => ({
        invoke: () => {
          askCount += 1
          return Promise.resolve({ ok: false, refusal: { kind: 'closed', message: '' } }) as never
        },
        close: () => Promise.resolve(),
      }),
    },
    teamLog: { channelId: -1, state, isReady: true, post: never as never, onChange: never, onRefused: never },
    roster: {
      selfId,
      memberIds: new Set([selfId]),
      colleagueIds: new Set([selfId]),
      strangerIds: [],
      roleOf: () => 'manager',
      myRole: 'manager',
      isOnDuty: () => true,
      onChange: never,
    },
    time: new TelegramTime(clock),
    upgrades: { findSuccessor: () => undefined, onNote: never },
    gate: { isVisible: () => true, onChange: never },
  })
  return { alarms, base, clock, asked: () => askCount }
}

const raised = (atS: number): Alarm => ({
  id: 'alarm-0001',
  chatId,
  title: 'North shop',
  raised: { byUserId: 8, atS },
})
const ended = (atS: number): Alarm => ({ ...raised(atS - 10), done: { byUserId: 8, atS } })

test.each([
  ['an open alarm', raised],
  ['an alarm that is over', ended],
] as const)('reading %s arms nothing', (_what, makeAlarm) => {
  const { alarms, base } = open(makeAlarm)
  expect(alarms.readShown()).toMatchObject([{ title: 'North shop' }])
  expect(base.pendingCount).toBe(0)
  alarms.restore()
  const { nextAtMs, pendingCount } = base
  expect(pendingCount).toBeGreaterThan(0)
  alarms.readShown()
  expect(base).toMatchObject({ nextAtMs, pendingCount })
  alarms.close()
})

test('no timer survives the end, whatever is read or told after it', async () => {
  const { alarms, asked, base, clock } = open(ended)
  alarms.restore()
  clock.jump(600_000)
  // The jump is noticed at the next look; a while later Telegram's time would be asked for.
  await base.advanceBy(30_000)
  expect(base.pendingCount).toBeGreaterThan(1)
  alarms.close()
  expect(base.pendingCount).toBe(0)
  alarms.readShown()
  alarms.refresh()
  expect(base.pendingCount).toBe(0)
  await base.advanceBy(120_000)
  expect(asked()).toBe(0)
})
