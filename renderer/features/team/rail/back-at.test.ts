import { describe, expect, it } from 'vitest'
import { findBackAfter, readBackAt } from './back-at.ts'

const local = (day: number, hours: number, minutes = 0, seconds = 0): number =>
  new Date(2026, 10, day, hours, minutes, seconds).getTime()
const now = local(21, 13, 20, 5)

describe('readBackAt', () => {
  it.each([
    ['14:00', local(21, 14)],
    ['14', local(21, 14)],
    ['1330', local(21, 13, 30)],
    // Past today, so tomorrow is meant.
    ['9:00', local(22, 9)],
    ['13:20', local(22, 13, 20)],
    ['24:00', local(22, 0)],
  ])('takes %s as the next such time', (text, expectedMs) => {
    expect(readBackAt(text, now)).toBe(expectedMs / 1000)
  })

  it.each(['', 'soon', '25:00', '12:60'])('does not understand %j', (text) => {
    expect(readBackAt(text, now)).toBeUndefined()
  })
})

describe('findBackAfter', () => {
  it('counts from the minute that is next', () => {
    expect(findBackAfter(15, now)).toBe(local(21, 13, 36) / 1000)
    expect(findBackAfter(60, local(21, 13, 20))).toBe(local(21, 14, 20) / 1000)
  })
})
