import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  copyMonday,
  makeIntervalForm,
  proposeInterval,
  readCalendarForm,
  writeCalendarForm,
  type CalendarForm,
  type IntervalForm,
} from './calendar-form.ts'
import { formatDayTime, readDayTime } from '../../../lib/time/day-time.ts'

const isZoneKnown = (zone: string): boolean => zone === 'Europe/Moscow'
const noDays: readonly (readonly IntervalForm[])[] = [[], [], [], [], [], [], []]
const makeForm = (monday: readonly (readonly [string, string])[]): CalendarForm => ({
  kind: 'weekly',
  timeZone: 'Europe/Moscow',
  days: [monday.map(([from, to]) => makeIntervalForm(from, to)), ...noDays.slice(1)],
  holidays: ['2027-01-01'],
})

describe('readDayTime', () => {
  it.each([
    ['9', 540],
    ['09:30', 570],
    ['9.05', 545],
    ['930', 570],
    [' 24:00 ', 1440],
    ['0', 0],
  ])('reads %j', (text, expected) => {
    expect(readDayTime(text)).toBe(expected)
  })

  it.each(['', 'nine', '25', '24:01', '9:60', '9:5', '-9', '12345'])('does not take %j', (text) => {
    expect(readDayTime(text)).toBeUndefined()
  })

  it('reads back every minute it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1440 }), (minute) => {
        expect(readDayTime(formatDayTime(minute))).toBe(minute)
      }),
    )
  })
})

describe('readCalendarForm', () => {
  it('reads intervals in their order, whatever order they were typed in', () => {
    expect(
      readCalendarForm(
        makeForm([
          ['14', '19:00'],
          ['9:00', '13'],
        ]),
        isZoneKnown,
      ),
    ).toEqual({
      ok: true,
      calendar: {
        kind: 'weekly',
        timeZone: 'Europe/Moscow',
        days: [
          [
            { from: 540, to: 780 },
            { from: 840, to: 1140 },
          ],
          [],
          [],
          [],
          [],
          [],
          [],
        ],
        holidays: ['2027-01-01'],
      },
    })
  })

  it.each([
    [[['', '18']], 0, 'from'],
    [[['24', '24']], 0, 'from'],
    [[['9', 'x']], 0, 'to'],
    [[['18', '9']], 0, 'order'],
    [
      [
        ['9', '13'],
        ['12', '18'],
      ],
      1,
      'overlap',
    ],
  ] as const)('names what is wrong with %j', (intervals, index, problem) => {
    const form = makeForm(intervals)
    const read = readCalendarForm(form, isZoneKnown)
    expect(read.ok).toBe(false)
    if (!read.ok) expect([...read.intervals]).toEqual([[form.days[0]![index]!.id, problem]])
  })

  it('lets intervals touch', () => {
    const form = makeForm([
      ['9', '13'],
      ['13', '18'],
    ])
    expect(readCalendarForm(form, isZoneKnown).ok).toBe(true)
  })

  it('refuses a week without an hour and a zone nobody knows', () => {
    expect(readCalendarForm(makeForm([]), isZoneKnown)).toMatchObject({ ok: false, isEmpty: true })
    expect(
      readCalendarForm({ ...makeForm([['9', '18']]), timeZone: 'Mars/Base' }, isZoneKnown),
    ).toMatchObject({
      ok: false,
      isEmpty: false,
      isZoneUnknown: true,
    })
  })

  it('takes "all day" whatever the hidden fields say', () => {
    expect(readCalendarForm({ ...makeForm([['x', 'y']]), kind: 'always' }, isZoneKnown)).toEqual({
      ok: true,
      calendar: { kind: 'always' },
    })
  })

  it('gives back the calendar that was put into the fields', () => {
    const calendar = {
      kind: 'weekly',
      timeZone: 'Europe/Moscow',
      days: [[{ from: 0, to: 1440 }], [], [], [], [], [], [{ from: 600, to: 601 }]],
      holidays: [],
    } as const
    const form = writeCalendarForm(
      { ...calendar, days: calendar.days.map((day) => [...day]), holidays: [] },
      'UTC',
    )
    expect(readCalendarForm(form, isZoneKnown)).toEqual({ ok: true, calendar })
  })
})

it('copies Monday to the weekdays and leaves the weekend', () => {
  const form = copyMonday(makeForm([['10', '16']]))
  expect(form.days.map((day) => day.map(({ from, to }) => `${from}-${to}`))).toEqual([
    ['10-16'],
    ['10-16'],
    ['10-16'],
    ['10-16'],
    ['10-16'],
    [],
    [],
  ])
  expect(new Set(form.days.flat().map(({ id }) => id)).size).toBe(5)
})

it.each([
  [[], '09:00', '18:00'],
  [[['09:00', '13:00']], '14:00', '18:00'],
  [[['09:00', '23:30']], '23:00', '24:00'],
] as const)('proposes an interval after %j', (day, from, to) => {
  expect(proposeInterval(day.map(([start, end]) => makeIntervalForm(start, end)))).toMatchObject({ from, to })
})
