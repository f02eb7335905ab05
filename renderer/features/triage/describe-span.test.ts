import { describe, expect, it } from 'vitest'
import { describeSpan } from './describe-span.ts'

const minuteMs = 60_000

describe('describeSpan', () => {
  it.each([
    [10_000, { form: 'minutes', minutes: 1 }],
    [59 * minuteMs, { form: 'minutes', minutes: 59 }],
    [130 * minuteMs, { form: 'hours', hours: 2, minutes: 10 }],
    [60 * minuteMs - 1, { form: 'hours', hours: 1, minutes: 0 }],
    [1440 * minuteMs, { form: 'days', days: 1, hours: 0 }],
    [3000 * minuteMs, { form: 'days', days: 2, hours: 2 }],
  ])('%d ms are %j', (ms, words) => {
    expect(describeSpan(ms)).toEqual(words)
  })
})
