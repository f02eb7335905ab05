import { describe, expect, it } from 'vitest'
import type { UserId } from '#shared/contract/entities/ids.ts'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import { addStaff, readUserId } from './staff-list.ts'

const make = (id: number, name: string): StaffMember => ({ userId: id as UserId, name })

describe('addStaff', () => {
  it('keeps everybody once, by name, and the nameless last', () => {
    expect(addStaff([make(1, 'Oleg')], [make(2, 'Anna'), make(1, 'Oleg P'), make(3, '')])).toEqual([
      make(2, 'Anna'),
      make(1, 'Oleg P'),
      make(3, ''),
    ])
  })

  it('does not forget a name for an id alone', () => {
    expect(addStaff([make(1, 'Oleg')], [make(1, '')])).toEqual([make(1, 'Oleg')])
  })
})

it.each([
  ['123456789', 123_456_789],
  [' id 777000 ', 777_000],
  ['12', undefined],
  ['-100123', undefined],
  ['Anna', undefined],
  ['1234567890123456', undefined],
  ['000', undefined],
])('reads the id in %j', (text, expected) => {
  expect(readUserId(text)).toBe(expected)
})
