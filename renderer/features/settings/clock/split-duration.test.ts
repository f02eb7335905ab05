import { expect, it } from 'vitest'
import { splitDuration } from './split-duration.ts'

const minuteMs = 60_000

it.each([
  [0, { kind: 'minutes', minutes: 0 }],
  [59_999, { kind: 'minutes', minutes: 0 }],
  [59 * minuteMs, { kind: 'minutes', minutes: 59 }],
  [60 * minuteMs, { kind: 'hours', hours: 1, minutes: 0 }],
  [(47 * 60 + 59) * minuteMs, { kind: 'hours', hours: 47, minutes: 59 }],
  [(51 * 60 + 7) * minuteMs, { kind: 'days', days: 2, hours: 3 }],
] as const)('splits %d ms', (durationMs, expected) => {
  expect(splitDuration(durationMs)).toEqual(expected)
})
