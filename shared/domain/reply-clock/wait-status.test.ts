import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WorkingCalendar } from '../../contract/entities/triage.ts'
import { compileCalendar } from '../working-calendar/working-calendar.ts'
import type { OpenWait } from './read-waits.ts'
import { readWaitStatus } from './wait-status.ts'

const minuteMs = 60_000
const at = (text: string): number => Date.parse(text)
const waitSince = (text: string): OpenWait => ({
  startMessageId: 5,
  startS: at(text) / 1000,
  lastMessageId: 8,
  messageCount: 2,
  isComplete: true,
})
const marks = (calendar: WorkingCalendar) => ({
  redAfterMs: 10 * minuteMs,
  breachAfterMs: 15 * minuteMs,
  calendar: compileCalendar(calendar),
})
const weekly = (timeZone: string, from: number, to: number): WorkingCalendar => ({
  kind: 'weekly',
  timeZone,
  days: Array.from({ length: 7 }, () => (from < to ? [{ from: from * 60, to: to * 60 }] : [])),
  holidays: [],
})

describe('around the clock', () => {
  const open = waitSince('2026-11-03T12:00Z')
  const always = marks({ kind: 'always' })

  test.each([
    ['2026-11-03T12:00:00Z', 'waiting', '2026-11-03T12:10Z'],
    ['2026-11-03T12:09:59.999Z', 'waiting', '2026-11-03T12:10Z'],
    ['2026-11-03T12:10:00Z', 'red', '2026-11-03T12:15Z'],
    ['2026-11-03T12:14:59.999Z', 'red', '2026-11-03T12:15Z'],
    ['2026-11-03T12:15:00Z', 'breach', undefined],
    ['2026-12-03T12:15:00Z', 'breach', undefined],
  ])('at %s it is %s', (now, status, next) => {
    const { nextChangeMs, view } = readWaitStatus(open, always, at(now))
    expect(view.status).toBe(status)
    expect(nextChangeMs).toBe(next && at(next))
    expect(view.elapsedMs + at(now) - view.asOfMs).toBe(at(now) - at('2026-11-03T12:00Z'))
  })

  test('the view says all a window needs to count by itself', () => {
    expect(readWaitStatus(open, always, at('2026-11-03T12:01Z')).view).toEqual({
      status: 'waiting',
      messageId: 5,
      sinceS: open.startS,
      messageCount: 2,
      elapsedMs: 0,
      asOfMs: open.startS * 1000,
      isRunning: true,
      redAfterMs: 10 * minuteMs,
      breachAfterMs: 15 * minuteMs,
      redAtMs: at('2026-11-03T12:10Z'),
      breachAtMs: at('2026-11-03T12:15Z'),
      isComplete: true,
    })
  })

  test('a message from the future has not waited yet', () => {
    const { nextChangeMs, view } = readWaitStatus(open, always, at('2026-11-03T11:00Z'))
    expect(view).toMatchObject({ status: 'waiting', elapsedMs: 0, asOfMs: open.startS * 1000 })
    expect(nextChangeMs).toBe(at('2026-11-03T12:10Z'))
  })

  test('a message of the group it was upgraded from is named as the conversation has it', () => {
    const old = { ...open, startMessageId: 5 - 2 ** 52, isComplete: false }
    const { view } = readWaitStatus(old, always, at('2026-11-03T12:01Z'))
    expect(view.messageId).toBe(5 - 2 ** 52)
    expect(view.isComplete).toBe(false)
  })
})

describe('with working hours', () => {
  const moscow = marks(weekly('Europe/Moscow', 9, 18))
  const open = waitSince('2026-11-03T17:55+03:00')

  test.each([
    ['2026-11-03T17:58+03:00', 'waiting', true, 3, '2026-11-03T18:00+03:00'],
    ['2026-11-03T18:00+03:00', 'waiting', false, 5, '2026-11-04T09:00+03:00'],
    ['2026-11-04T03:00+03:00', 'waiting', false, 5, '2026-11-04T09:00+03:00'],
    ['2026-11-04T09:00+03:00', 'waiting', true, 5, '2026-11-04T09:05+03:00'],
    ['2026-11-04T09:05+03:00', 'red', true, 10, '2026-11-04T09:10+03:00'],
    ['2026-11-04T09:10+03:00', 'breach', true, 15, '2026-11-04T18:00+03:00'],
  ])('at %s it is %s', (now, status, isRunning, minutes, next) => {
    const { nextChangeMs, view } = readWaitStatus(open, moscow, at(now))
    expect(view).toMatchObject({ status, isRunning })
    expect(view.elapsedMs + (isRunning ? at(now) - view.asOfMs : 0)).toBe(minutes * minuteMs)
    expect(nextChangeMs).toBe(at(next))
    expect(view.resumesAtMs).toBe(isRunning ? undefined : at(next))
    expect(view.pausesAtMs).toBe(isRunning ? at(next.slice(0, 11) + '18:00+03:00') : undefined)
  })

  test('a question at night waits from the morning on', () => {
    const { view } = readWaitStatus(waitSince('2026-11-04T02:00+03:00'), moscow, at('2026-11-04T08:00+03:00'))
    expect(view).toMatchObject({ elapsedMs: 0, isRunning: false, redAtMs: at('2026-11-04T09:10+03:00') })
  })

  test('without hours ahead it never turns red, and nothing is to be waited for', () => {
    const { nextChangeMs, view } = readWaitStatus(open, marks(weekly('UTC', 0, 0)), at('2027-01-01T00:00Z'))
    expect(view).toMatchObject({ status: 'waiting', isRunning: false, elapsedMs: 0 })
    expect(view).not.toHaveProperty('redAtMs')
    expect(view).not.toHaveProperty('breachAtMs')
    expect(nextChangeMs).toBeUndefined()
  })
})

test('the view stays the same until the moment it names, and is another one then', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Europe/Moscow', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 13, max: 24 }),
      fc.integer({ min: at('2026-01-01T00:00Z') / 1000, max: at('2026-12-31T00:00Z') / 1000 }),
      fc.integer({ min: -3600, max: 3 * 86_400 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (zone, from, to, startS, afterS, share) => {
        const open = { ...waitSince('2026-01-01T00:00Z'), startS }
        const nowMs = (startS + afterS) * 1000
        const rules = marks(weekly(zone, from, to))
        const { nextChangeMs, view } = readWaitStatus(open, rules, nowMs)
        const workedMs = rules.calendar.workingMsBetween(startS * 1000, nowMs)
        expect(view.elapsedMs + (view.isRunning ? Math.max(nowMs - view.asOfMs, 0) : 0)).toBe(workedMs)
        expect(view.status).toBe(
          workedMs >= 15 * minuteMs ? 'breach' : workedMs >= 10 * minuteMs ? 'red' : 'waiting',
        )
        if (nextChangeMs === undefined) return
        expect(nextChangeMs).toBeGreaterThan(nowMs)
        const between = nowMs + Math.floor((nextChangeMs - 1 - nowMs) * share)
        expect(readWaitStatus(open, rules, between)).toEqual({ nextChangeMs, view })
        expect(readWaitStatus(open, rules, nextChangeMs).view).not.toEqual(view)
      },
    ),
    { numRuns: 500 },
  )
})
