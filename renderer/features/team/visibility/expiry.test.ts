import { describe, expect, it } from 'vitest'
import { findUntilS, formatDateField, isEndOfDay } from './expiry.ts'

const now = new Date(2026, 10, 28, 15, 30).getTime()
const endOf = (month: number, day: number): number =>
  new Date(2026, month - 1, day, 23, 59, 59).getTime() / 1000

describe('findUntilS', () => {
  it.each([
    ['today', endOf(11, 28)],
    ['days3', endOf(12, 1)],
    ['week', endOf(12, 5)],
  ] as const)('ends with a whole day for %s', (choice, untilS) => {
    expect(findUntilS(choice, '', now)).toEqual({ untilS })
    expect(isEndOfDay(untilS)).toBe(true)
  })

  it('has no end unless one is chosen', () => {
    expect(findUntilS('open', '2026-12-01', now)).toEqual({ untilS: undefined })
  })

  it('takes the last day as a date field gives it, today included', () => {
    expect(findUntilS('date', '2026-12-24', now)).toEqual({ untilS: endOf(12, 24) })
    expect(findUntilS('date', formatDateField(now), now)).toEqual({ untilS: endOf(11, 28) })
  })

  it.each(['', '2026-11-27', '2026-02-31', '24.12.2026'])('refuses the day %j', (date) => {
    expect(findUntilS('date', date, now)).toEqual({ problem: 'date' })
  })
})

describe('isEndOfDay', () => {
  it('knows a moment of the day from its end', () => {
    expect(isEndOfDay(now / 1000)).toBe(false)
  })
})
