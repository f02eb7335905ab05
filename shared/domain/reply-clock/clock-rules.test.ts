import { expect, test } from 'vitest'
import { type ClockOverride, defaultRules, type WorkingCalendar } from '../../contract/entities/triage.ts'
import { checkClock, mergeClock } from './clock-rules.ts'

const { clock } = defaultRules
const calendar: WorkingCalendar = {
  kind: 'weekly',
  timeZone: 'Europe/Moscow',
  days: [[], [], [], [], [], [], []],
  holidays: [],
}

test.each<[string, ClockOverride | undefined, Partial<typeof clock>]>([
  ['nothing', undefined, {}],
  ['an empty override', {}, {}],
  ['a mark', { breachAfterMin: 60 }, { breachAfterMin: 60 }],
  ['hours', { calendar }, { calendar }],
  [
    'everything',
    { redAfterMin: 1, breachAfterMin: 2, calendar },
    { redAfterMin: 1, breachAfterMin: 2, calendar },
  ],
])('%s of a chat replaces the same of the rules alone', (_, override, expected) => {
  const reacting = { ...clock, reactionAnswers: true }
  expect(mergeClock(reacting, override)).toEqual({ ...reacting, ...expected })
})

test.each<[string, Partial<typeof clock>, string | undefined]>([
  ['red before the breach', {}, undefined],
  ['both at once', { redAfterMin: 15 }, 'breach_before_red'],
  ['the breach first', { redAfterMin: 20 }, 'breach_before_red'],
  ['an unknown zone', { calendar: { ...calendar, timeZone: 'Mars/Olympus' } }, 'calendar_invalid'],
])('%s', (_, changes, code) => {
  const checked = checkClock({ ...clock, ...changes })
  expect(checked.ok ? undefined : checked.error.code).toBe(code)
})
