import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDates } from './read-dates.ts'

const today = '2026-11-21'

describe('readDates', () => {
  it.each([
    ['2027-01-01', ['2027-01-01']],
    ['1.1.2027', ['2027-01-01']],
    ['31.12', ['2026-12-31']],
    ['21.11', ['2026-11-21']],
    ['08.03', ['2027-03-08']],
    ['31/12/2027', ['2027-12-31']],
    ['2027-05-01, 2027-05-09; 2027-05-01\n2026-12-31', ['2026-12-31', '2027-05-01', '2027-05-09']],
    ['30.12.2026–02.01.2027', ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']],
    ['2027-01-01..2027-01-03', ['2027-01-01', '2027-01-02', '2027-01-03']],
    ['30.12 - 2.1', ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']],
    ['29.02.2028', ['2028-02-29']],
  ])('reads %j', (text, dates) => {
    expect(readDates(text, today)).toEqual({ dates, unread: [] })
  })

  it.each([
    ['30.02.2027', ['30.02.2027']],
    ['tomorrow', ['tomorrow']],
    ['2027-13-01', ['2027-13-01']],
    ['05.01.2027–01.01.2027', ['05.01.2027–01.01.2027']],
    ['01.01.2027–01.01.2028', ['01.01.2027–01.01.2028']],
  ])('gives %j back', (text, unread) => {
    expect(readDates(text, today)).toEqual({ dates: [], unread })
  })

  it('takes what it can and gives back the rest', () => {
    expect(readDates('1.1.2027, 32.1.2027, May', today)).toEqual({
      dates: ['2027-01-01'],
      unread: ['32.1.2027', 'May'],
    })
  })

  it('reads every day it can write', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1980-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10)
          const [year, month, day] = iso.split('-')
          expect(readDates(`${day}.${month}.${year} ${iso}`, today)).toEqual({ dates: [iso], unread: [] })
        },
      ),
    )
  })
})
