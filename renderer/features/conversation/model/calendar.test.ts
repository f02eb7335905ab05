import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar, describeDay } from './calendar.ts'

const at = (iso: string): number => Date.parse(iso) / 1000

describe('calendar', () => {
  const moscow = createCalendar('en-GB', 'Europe/Moscow')

  it('labels days by the zone, not by hours that passed', () => {
    const now = at('2026-11-21T00:05:00+03:00')
    expect(describeDay(moscow, at('2026-11-21T00:00:00+03:00'), now)).toEqual({ kind: 'today' })
    expect(describeDay(moscow, at('2026-11-20T23:59:59+03:00'), now)).toEqual({ kind: 'yesterday' })
    expect(describeDay(moscow, at('2026-11-19T23:59:59+03:00'), now)).toEqual({
      kind: 'date',
      text: '19 November',
    })
  })

  it('names the year only when it is another one', () => {
    const now = at('2026-01-10T12:00:00+03:00')
    expect(describeDay(moscow, at('2025-12-31T12:00:00+03:00'), now)).toEqual({
      kind: 'date',
      text: '31 December 2025',
    })
  })

  it('writes Russian dates', () => {
    const russian = createCalendar('ru', 'Europe/Moscow')
    expect(russian.formatDay(at('2026-11-12T12:00:00+03:00'), at('2026-11-21T12:00:00+03:00'))).toBe(
      '12 ноября',
    )
    expect(russian.formatTime(at('2026-11-21T00:04:00+03:00'))).toBe('00:04')
  })

  it('keeps days right where clocks change and where the zone is off by a quarter', () => {
    const zones = ['Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia', 'UTC']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: at('2012-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }),
        (zone, dateS) => {
          const iso = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(
            dateS * 1000,
          )
          expect(createCalendar('en', zone).dayOf(dateS)).toBe(at(`${iso}T00:00:00Z`) / 86_400)
        },
      ),
      { numRuns: 100 },
    )
  })
})
