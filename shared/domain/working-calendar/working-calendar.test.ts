import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WorkingCalendar } from '../../contract/entities/triage.ts'
import { compileCalendar } from './working-calendar.ts'

type Weekly = Extract<WorkingCalendar, { kind: 'weekly' }>
type Hours = Weekly['days'][number]

const hourMs = 3_600_000
const zones = ['Europe/Moscow', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'] as const

const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
const hours = (...texts: string[]): Hours =>
  texts.map((text) => ({ from: clock(text.slice(0, 5)), to: clock(text.slice(6)) }))
const everyDay = (timeZone: string, ...texts: string[]): Weekly => ({
  kind: 'weekly',
  timeZone,
  days: Array.from({ length: 7 }, () => hours(...texts)),
  holidays: [],
})
const at = (text: string): number => Date.parse(text)

describe('working time of a day whose clocks are changed', () => {
  test.each([
    ['a usual day', 'America/New_York', '2026-03-07', '01:00-04:00', 3],
    ['a gap inside of an interval', 'America/New_York', '2026-03-08', '01:00-04:00', 2],
    ['an interval that is all gap', 'America/New_York', '2026-03-08', '02:00-03:00', 0],
    ['an interval that begins in the gap', 'America/New_York', '2026-03-08', '02:30-04:00', 1],
    ['an interval that ends in the gap', 'America/New_York', '2026-03-08', '01:00-02:30', 1],
    ['a gap in a whole day', 'America/New_York', '2026-03-08', '00:00-24:00', 23],
    ['an hour that happens twice', 'America/New_York', '2026-11-01', '01:00-02:00', 2],
    ['an overlap inside of an interval', 'America/New_York', '2026-11-01', '00:00-03:00', 4],
    ['an interval that ends in the overlap', 'America/New_York', '2026-11-01', '00:30-01:30', 1.5],
    ['an overlap in a whole day', 'America/New_York', '2026-11-01', '00:00-24:00', 25],
    ['half an hour twice', 'Australia/Lord_Howe', '2026-04-05', '00:00-24:00', 24.5],
    ['half an hour left out', 'Australia/Lord_Howe', '2026-10-04', '02:00-03:00', 0.5],
    ['a day that never was', 'Pacific/Apia', '2011-12-30', '00:00-24:00', 0],
  ])('%s: %s, %s, %s is %d hours', (_, timeZone, date, text, expected) => {
    const weekly: Weekly = { ...everyDay(timeZone), holidays: [] }
    const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
    weekly.days[weekday] = hours(text)
    // Only this weekday has hours, and the three days around the moment contain it once.
    const middleMs = at(`${date}T12:00:00Z`)
    const sumMs = compileCalendar(weekly).workingMsBetween(middleMs - 72 * hourMs, middleMs + 72 * hourMs)
    expect(sumMs / hourMs).toBe(expected)
  })
})

describe('a week of work', () => {
  const moscow = compileCalendar({
    ...everyDay('Europe/Moscow', '09:00-13:00', '14:00-18:00'),
    days: [
      ...Array.from({ length: 5 }, () => hours('09:00-13:00', '14:00-18:00')),
      hours(),
      hours('22:00-24:00'),
    ],
    holidays: ['2026-11-04'],
  })

  test.each([
    ['inside of an interval', '2026-11-03T09:30+03:00', 10, '2026-11-03T09:40+03:00'],
    ['exactly to the end of an interval', '2026-11-03T12:50+03:00', 10, '2026-11-03T13:00+03:00'],
    ['over lunch', '2026-11-03T12:55+03:00', 10, '2026-11-03T14:05+03:00'],
    ['before work', '2026-11-03T03:00+03:00', 10, '2026-11-03T09:10+03:00'],
    ['over a holiday', '2026-11-03T17:55+03:00', 10, '2026-11-05T09:05+03:00'],
    ['over a Saturday', '2026-11-06T17:55+03:00', 10, '2026-11-08T22:05+03:00'],
    ['until midnight and on in the morning', '2026-11-08T23:55+03:00', 10, '2026-11-09T09:05+03:00'],
    ['nothing', '2026-11-07T12:00+03:00', 0, '2026-11-07T12:00+03:00'],
  ])('%s', (_, start, minutes, end) => {
    expect(moscow.addWorking(at(start), minutes * 60_000)).toBe(at(end))
  })

  test.each([
    ['2026-11-03T09:00+03:00', true, '2026-11-03T13:00+03:00', '2026-11-03T09:00+03:00'],
    ['2026-11-03T12:59:59.999+03:00', true, '2026-11-03T13:00+03:00', '2026-11-03T09:00+03:00'],
    ['2026-11-03T13:00+03:00', false, '2026-11-03T14:00+03:00', '2026-11-03T13:00+03:00'],
    ['2026-11-04T12:00+03:00', false, '2026-11-05T09:00+03:00', '2026-11-03T18:00+03:00'],
    ['2026-11-08T23:59+03:00', true, '2026-11-09T00:00+03:00', '2026-11-08T22:00+03:00'],
    ['2026-11-09T00:00+03:00', false, '2026-11-09T09:00+03:00', '2026-11-09T00:00+03:00'],
  ])('%s is at work: %s, until %s, since %s', (now, isWorking, next, last) => {
    expect(moscow.isWorking(at(now))).toBe(isWorking)
    expect(moscow.nextChangeAfter(at(now))).toBe(at(next))
    expect(moscow.lastChangeUpTo(at(now))).toBe(at(last))
  })

  test('intervals that meet at midnight, or at the days of UTC, are one', () => {
    const calendar = compileCalendar({
      kind: 'weekly',
      timeZone: 'Asia/Kolkata',
      days: [hours('22:00-24:00'), hours('00:00-02:00', '02:00-12:00'), [], [], [], [], []],
      holidays: [],
    })
    const start = at('2026-11-16T22:00+05:30')
    expect(calendar.nextChangeAfter(start)).toBe(at('2026-11-17T12:00+05:30'))
    expect(calendar.lastChangeUpTo(at('2026-11-17T11:00+05:30'))).toBe(start)
    expect(calendar.workingMsBetween(start - hourMs, start + 100 * hourMs)).toBe(14 * hourMs)
  })
})

test('a calendar without hours never works', () => {
  const calendar = compileCalendar(everyDay('Europe/Moscow'))
  const now = at('2026-11-03T12:00Z')
  expect(calendar.isWorking(now)).toBe(false)
  expect(calendar.workingMsBetween(0, now)).toBe(0)
  expect(calendar.addWorking(now, 1)).toBeUndefined()
  expect(calendar.addWorking(now, 0)).toBe(now)
  expect(calendar.nextChangeAfter(now)).toBeUndefined()
  expect(calendar.lastChangeUpTo(now)).toBeUndefined()
})

test('all time is working time by default', () => {
  const calendar = compileCalendar({ kind: 'always' })
  expect(calendar.addWorking(5, 10)).toBe(15)
  expect(calendar.workingMsBetween(5, 15)).toBe(10)
  expect(calendar.workingMsBetween(15, 5)).toBe(0)
  expect(calendar.nextChangeAfter(5)).toBeUndefined()
})

test('a whole week around the clock is all time, across years and changes of clocks', () => {
  const calendar = compileCalendar(everyDay('America/New_York', '00:00-24:00'))
  const [from, to] = [at('2020-01-15T03:04:05Z'), at('2030-01-15T03:04:05Z')]
  expect(calendar.workingMsBetween(from, to)).toBe(to - from)
  expect(calendar.nextChangeAfter(from)).toBeUndefined()
})

describe('for any calendar', () => {
  const someHours = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 }).map((cuts): Hours => {
    const sorted = cuts.map((cut) => cut * 15).sort((a, b) => a - b)
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => ({
      from: sorted[index * 2]!,
      to: sorted[index * 2 + 1]!,
    }))
  })
  const someDate = fc
    .integer({ min: 0, max: 365 })
    .map((day) => new Date(at('2026-01-01T00:00Z') + day * 24 * hourMs))
  const someCalendar: fc.Arbitrary<Weekly> = fc.record({
    kind: fc.constant('weekly' as const),
    timeZone: fc.constantFrom(...zones),
    days: fc.array(someHours, { minLength: 7, maxLength: 7 }),
    holidays: fc.array(
      someDate.map((date) => date.toISOString().slice(0, 10)),
      { maxLength: 20 },
    ),
  })
  // Moments of 2026, many of them near a change of clocks of one of the zones.
  const someMoment = fc.oneof(
    fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2026-12-31T00:00Z') }),
    fc
      .tuple(
        fc.constantFrom('2026-03-08T07:00Z', '2026-11-01T06:00Z', '2026-04-04T15:00Z', '2026-10-03T15:30Z'),
        fc.integer({ min: -36 * hourMs, max: 36 * hourMs }),
      )
      .map(([moment, shiftMs]) => at(moment) + shiftMs),
  )

  test('working time adds up', () => {
    fc.assert(
      fc.property(someCalendar, fc.tuple(someMoment, someMoment, someMoment), (weekly, moments) => {
        const [a, b, c] = moments.toSorted((x, y) => x - y) as [number, number, number]
        const calendar = compileCalendar(weekly)
        expect(calendar.workingMsBetween(a, b) + calendar.workingMsBetween(b, c)).toBe(
          calendar.workingMsBetween(a, c),
        )
      }),
    )
  })

  test('adding working time is the inverse of measuring it', () => {
    fc.assert(
      fc.property(someCalendar, someMoment, fc.integer({ min: 1, max: 40 * hourMs }), (weekly, start, ms) => {
        const calendar = compileCalendar(weekly)
        const end = calendar.addWorking(start, ms)
        // One minute a week does not add up to forty hours in twenty years.
        if (end === undefined) {
          expect(calendar.workingMsBetween(start, start + (20 * 366 - 1) * 24 * hourMs)).toBeLessThan(ms)
          return
        }
        expect(calendar.workingMsBetween(start, end)).toBe(ms)
        expect(calendar.workingMsBetween(start, end - 1)).toBe(ms - 1)
      }),
      { numRuns: 300 },
    )
  })

  test('it works all the time or not at all until the next change, and since the last one', () => {
    fc.assert(
      fc.property(someCalendar, someMoment, (weekly, now) => {
        const calendar = compileCalendar(weekly)
        const [last, next] = [calendar.lastChangeUpTo(now), calendar.nextChangeAfter(now)]
        if (last === undefined || next === undefined) return
        expect(last).toBeLessThanOrEqual(now)
        expect(next).toBeGreaterThan(now)
        expect(calendar.workingMsBetween(last, next)).toBe(calendar.isWorking(now) ? next - last : 0)
        expect(calendar.isWorking(last - 1)).not.toBe(calendar.isWorking(now))
        expect(calendar.isWorking(next)).not.toBe(calendar.isWorking(now))
      }),
    )
  })

  test('every minute counts by what the clock on the wall shows', () => {
    fc.assert(
      fc.property(someCalendar, someMoment, (weekly, moment) => {
        const start = Math.floor(moment / 60_000) * 60_000
        const calendar = compileCalendar(weekly)
        const wall = new Intl.DateTimeFormat('en-CA', {
          timeZone: weekly.timeZone,
          dateStyle: 'short',
          timeStyle: 'short',
          hourCycle: 'h23',
        })
        let minutes = 0
        for (let ms = start; ms < start + 30 * hourMs; ms += 5 * 60_000) {
          const [date, time] = wall.format(ms).split(', ') as [string, string]
          const weekday = (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7
          const minute = clock(time)
          const isWorking =
            !weekly.holidays.includes(date) &&
            weekly.days[weekday]!.some(({ from, to }) => from <= minute && minute < to)
          expect(calendar.isWorking(ms)).toBe(isWorking)
          if (isWorking && (start / 60_000) % 5 === 0) minutes += 5
        }
        if ((start / 60_000) % 5 === 0)
          expect(calendar.workingMsBetween(start, start + 30 * hourMs)).toBe(minutes * 60_000)
      }),
      { numRuns: 60 },
    )
  })
})
