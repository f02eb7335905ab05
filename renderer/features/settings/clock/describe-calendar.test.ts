import { describe, expect, it } from 'vitest'
import { describeCalendar, describeZone, type CalendarWords } from './describe-calendar.ts'

const words: CalendarWords = {
  always: '24×7',
  noHours: 'no hours',
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  holidays: (count) => `${count} holidays`,
  describeZone: (zone) => describeZone(zone, {}),
}
const office = [
  { from: 540, to: 780 },
  { from: 840, to: 1140 },
]
const short = [{ from: 600, to: 840 }]
const describeWeek = (days: readonly (typeof office)[], holidays: string[] = []): string =>
  describeCalendar(
    { kind: 'weekly', timeZone: 'Europe/Moscow', days: days.map((day) => [...day]), holidays },
    words,
  )

describe('describeCalendar', () => {
  it('sums up weekdays, zone and holidays', () => {
    expect(describeWeek([office, office, office, office, office, [], []], ['2027-01-01', '2027-01-02'])).toBe(
      'Mon–Fri 09:00–13:00, 14:00–19:00 · Moscow · 2 holidays',
    )
  })

  it('groups days that have the same hours', () => {
    expect(describeWeek([office, short, office, short, office, short, short])).toBe(
      'Mon, Wed, Fri 09:00–13:00, 14:00–19:00; Tue, Thu, Sat, Sun 10:00–14:00 · Moscow',
    )
    expect(describeWeek([short, short, short, [], short, short, []])).toBe(
      'Mon–Wed, Fri, Sat 10:00–14:00 · Moscow',
    )
  })

  it('has words for all day and for never', () => {
    expect(describeCalendar({ kind: 'always' }, words)).toBe('24×7')
    expect(describeWeek([[], [], [], [], [], [], []])).toBe('no hours · Moscow')
  })
})

it.each([
  ['Europe/Moscow', 'Москва'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['UTC', 'UTC'],
])('calls %s %s', (zone, expected) => {
  expect(describeZone(zone, { 'Europe/Moscow': 'Москва' })).toBe(expected)
})
