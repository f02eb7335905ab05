import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Alarm, Deed } from '../team-log/team-state.ts'
import { escalateAfterMs, readAlarmSound, silentAfterMs, type AlarmListener } from './alarm-sound.ts'

const raisedAtS = 1_790_000_000
const deed = (byUserId: number, afterS = 0): Deed => ({ byUserId, atS: raisedAtS + afterS })
const open: Alarm = { id: 'alarm-01', chatId: -5, title: 'Polar Express', raised: deed(1) }
const person = (userId: number, role: AlarmListener['role'], isOnDuty: boolean = false): AlarmListener => ({
  userId,
  role,
  isOnDuty,
})
const soundAt = (alarm: Alarm, listener: AlarmListener, afterMs: number, isAnybodyOnDuty = true) =>
  readAlarmSound(alarm, listener, {
    nowMs: raisedAtS * 1000 + afterMs,
    raisedAtMs: raisedAtS * 1000,
    isAnybodyOnDuty,
  })

describe('an alarm that nobody took', () => {
  it.each([
    // who, somebody else on duty, at once, after three minutes
    ['duty, on duty', person(2, 'duty', true), true, true, true],
    ['manager on duty', person(2, 'manager', true), true, true, true],
    ['task on duty', person(2, 'task', true), true, true, true],
    ['duty off duty', person(2, 'duty'), true, false, false],
    ['manager off duty', person(2, 'manager'), true, false, true],
    ['task off duty', person(2, 'task'), true, false, false],
    ['nobody in particular', person(2, undefined), true, false, false],
    ['duty off duty, nobody on', person(2, 'duty'), false, true, true],
    ['manager off duty, nobody on', person(2, 'manager'), false, true, true],
    ['task off duty, nobody on', person(2, 'task'), false, false, false],
    ['nobody in particular, nobody on', person(2, undefined), false, false, false],
    ['who raised it, on duty', person(1, 'duty', true), true, false, true],
    ['who raised it, off duty', person(1, 'duty'), true, false, true],
    ['a manager who raised it', person(1, 'manager'), false, false, true],
    ['a signed out console', { userId: undefined, role: undefined, isOnDuty: false }, true, false, false],
  ] as const)('%s', (_, listener, isAnybodyOnDuty, atOnce, again) => {
    expect(soundAt(open, listener, 0, isAnybodyOnDuty).isSounding).toBe(atOnce)
    expect(soundAt(open, listener, escalateAfterMs - 1, isAnybodyOnDuty).isSounding).toBe(atOnce)
    expect(soundAt(open, listener, escalateAfterMs, isAnybodyOnDuty).isSounding).toBe(again)
    expect(soundAt(open, listener, silentAfterMs - 1, isAnybodyOnDuty).isSounding).toBe(again)
    expect(soundAt(open, listener, silentAfterMs, isAnybodyOnDuty).isSounding).toBe(false)
  })

  it('says when it changes by itself', () => {
    const listener = person(2, 'duty', true)
    const startMs = raisedAtS * 1000
    expect(soundAt(open, listener, 0)).toMatchObject({
      escalatesAtMs: startMs + escalateAfterMs,
      hasEscalated: false,
      changesAtMs: startMs + escalateAfterMs,
    })
    expect(soundAt(open, listener, escalateAfterMs)).toMatchObject({
      hasEscalated: true,
      changesAtMs: startMs + silentAfterMs,
    })
    expect(soundAt(open, listener, silentAfterMs).changesAtMs).toBeUndefined()
  })
})

const listeners = fc.record({
  userId: fc.integer({ min: 1, max: 3 }),
  role: fc.constantFrom('manager', 'duty', 'task', undefined),
  isOnDuty: fc.boolean(),
})
const deeds = fc.option(
  fc.record({
    byUserId: fc.integer({ min: 1, max: 3 }),
    atS: fc.integer({ min: raisedAtS, max: raisedAtS + 500 }),
  }),
  { nil: undefined },
)
const alarms = fc.record({ taken: deeds, done: deeds }).map(({ done, taken }): Alarm => ({
  ...open,
  ...(taken === undefined ? {} : { taken }),
  ...(done === undefined ? {} : { done }),
}))

describe('every alarm', () => {
  it('that is taken or done is silent for everybody and for good', () => {
    fc.assert(
      fc.property(
        alarms,
        listeners,
        fc.boolean(),
        fc.nat(100_000_000),
        (alarm, listener, isAnybody, afterMs) => {
          fc.pre(alarm.taken !== undefined || alarm.done !== undefined)
          expect(soundAt(alarm, listener, afterMs, isAnybody)).toMatchObject({
            isSounding: false,
            hasEscalated: false,
            changesAtMs: undefined,
          })
        },
      ),
    )
  })

  it('is the same on consoles whose clocks differ', () => {
    const skews = fc.integer({ min: -40_000_000, max: 40_000_000 })
    fc.assert(
      fc.property(alarms, listeners, fc.nat(60_000_000), skews, (alarm, listener, afterMs, skewMs) => {
        const here = soundAt(alarm, listener, afterMs)
        const there = readAlarmSound(alarm, listener, {
          nowMs: raisedAtS * 1000 + afterMs + skewMs,
          raisedAtMs: raisedAtS * 1000 + skewMs,
          isAnybodyOnDuty: true,
        })
        expect([there.isSounding, there.hasEscalated]).toEqual([here.isSounding, here.hasEscalated])
        expect(there.escalatesAtMs - here.escalatesAtMs).toBe(skewMs)
      }),
    )
  })

  it('changes by itself at the moments it names, and at no other', () => {
    const pick = ({ hasEscalated, isSounding }: ReturnType<typeof soundAt>) => [hasEscalated, isSounding]
    fc.assert(
      fc.property(
        alarms,
        listeners,
        fc.boolean(),
        fc.nat(60_000_000),
        (alarm, listener, isAnybody, afterMs) => {
          const now = soundAt(alarm, listener, afterMs, isAnybody)
          const untilMs = now.changesAtMs ?? Infinity
          expect(untilMs).toBeGreaterThan(raisedAtS * 1000 + afterMs)
          const beforeMs = Math.min(untilMs - raisedAtS * 1000 - 1, 100_000_000)
          expect(pick(soundAt(alarm, listener, beforeMs, isAnybody))).toEqual(pick(now))
        },
      ),
    )
  })

  it('wakes everybody again whom it woke at once', () => {
    fc.assert(
      fc.property(listeners, fc.boolean(), (listener, isAnybody) => {
        const [first, again] = [0, escalateAfterMs].map((afterMs) =>
          soundAt(open, listener, afterMs, isAnybody),
        )
        if (first?.isSounding === true) expect(again?.isSounding).toBe(true)
      }),
    )
  })
})
