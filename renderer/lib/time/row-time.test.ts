import { describe, expect, it } from 'vitest'
import { createRowTimes } from './row-time.ts'

const english = createRowTimes('en-GB', 'Europe/Moscow')
const russian = createRowTimes('ru', 'Europe/Moscow')
const at = (iso: string): number => Date.parse(iso)
const now = at('2026-11-21T15:00:00+03:00')
const format = (iso: string): string => english.format(at(iso) / 1000, now)

describe('times of rows', () => {
  it.each([
    ['2026-11-21T14:59:30+03:00', '14:59'],
    // Another machine's clock may be ahead of ours by a little.
    ['2026-11-21T15:00:40+03:00', '15:00'],
    ['2026-11-21T00:00:00+03:00', '00:00'],
    ['2026-11-20T23:59:59+03:00', 'Fri'],
    ['2026-11-15T00:00:00+03:00', 'Sun'],
    ['2026-11-14T23:59:59+03:00', '14 Nov'],
    ['2026-01-01T00:00:00+03:00', '1 Jan'],
    ['2025-12-31T23:59:59+03:00', '31/12/25'],
    ['2026-11-21T15:30:00+03:00', '15:30'],
  ])('write %s as %s', (iso, expected) => {
    expect(format(iso)).toBe(expected)
  })

  it('write moments by the clock, with the date when it is another day', () => {
    expect(english.formatMoment(at('2026-11-21T14:59:30+03:00'), now)).toBe('14:59')
    expect(english.formatMoment(at('2026-11-22T09:05:00+03:00'), now)).toBe('22 Nov 09:05')
  })

  it('write days as dates, with the year when it is another one', () => {
    const day = (iso: string): string => english.formatDay(at(iso) / 1000, now)
    expect(day('2026-11-21T14:59:30+03:00')).toBe('21 Nov')
    expect(day('2026-11-18T09:05:00+03:00')).toBe('18 Nov')
    expect(day('2025-12-31T23:59:59+03:00')).toBe('31/12/25')
  })

  it('follow the zone, not the machine', () => {
    const newYork = createRowTimes('en-GB', 'America/New_York')
    expect(newYork.format(at('2026-11-21T02:00:00Z') / 1000, at('2026-11-21T20:00:00Z'))).toBe('Fri')
  })

  it('speak Russian', () => {
    expect(russian.format(at('2026-11-21T14:56:00+03:00') / 1000, now)).toBe('14:56')
    expect(russian.format(at('2026-11-20T12:00:00+03:00') / 1000, now)).toBe('пт')
    expect(russian.format(at('2026-11-09T12:00:00+03:00') / 1000, now)).toBe('9 нояб')
  })

  it('notice that the day is another one', () => {
    const message = at('2026-11-21T10:00:00+03:00') / 1000
    expect(english.format(message, now)).toBe('10:00')
    expect(english.format(message, now + 86_400_000)).toBe('Sat')
    expect(english.format(message, now)).toBe('10:00')
  })
})
