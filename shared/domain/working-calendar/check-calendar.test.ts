import { expect, test } from 'vitest'
import type { WorkingCalendar } from '../../contract/entities/triage.ts'
import { checkCalendar } from './check-calendar.ts'

type Weekly = Extract<WorkingCalendar, { kind: 'weekly' }>

const week: Weekly = {
  kind: 'weekly',
  timeZone: 'Europe/Moscow',
  days: [
    [
      { from: 540, to: 780 },
      { from: 780, to: 1440 },
    ],
    [],
    [],
    [],
    [],
    [],
    [{ from: 0, to: 1440 }],
  ],
  holidays: ['2024-02-29', '2026-12-31'],
}
const monday = (...intervals: { from: number; to: number }[]): Weekly => ({
  ...week,
  days: [intervals, [], [], [], [], [], []],
})

test.each<[string, WorkingCalendar]>([
  ['around the clock', { kind: 'always' }],
  ['touching intervals, whole days, a leap day', week],
  ['no hours at all', { ...week, days: [[], [], [], [], [], [], []] }],
])('%s is a calendar', (_, calendar) => {
  expect(checkCalendar(calendar).ok).toBe(true)
})

test.each<[string, WorkingCalendar]>([
  ['an unknown zone', { ...week, timeZone: 'Europe/Nowhere' }],
  ['no zone', { ...week, timeZone: '' }],
  ['an empty interval', monday({ from: 540, to: 540 })],
  ['an interval that ends before it begins', monday({ from: 1320, to: 120 })],
  ['overlapping intervals', monday({ from: 540, to: 780 }, { from: 779, to: 900 })],
  ['intervals out of order', monday({ from: 840, to: 1080 }, { from: 540, to: 780 })],
  ['a day that is not', { ...week, holidays: ['2026-02-29'] }],
  ['a month that is not', { ...week, holidays: ['2026-13-01'] }],
])('%s is none', (_, calendar) => {
  const checked = checkCalendar(calendar)
  expect(!checked.ok && checked.error.code).toBe('calendar_invalid')
})
