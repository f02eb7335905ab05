import { describe, expect, it } from 'vitest'
import type { UserId } from '#shared/contract/entities/ids.ts'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { describeDuty, listDuty } from './describe-duty.ts'

const nowMs = 1_000_000_000
let lastId = 0

function person(name: string, change: Partial<TeamPerson> = {}): TeamPerson {
  return {
    userId: (lastId += 1) as UserId,
    name,
    firstName: name,
    initials: name.slice(0, 1),
    accent: 0,
    role: 'duty',
    isMember: true,
    isOwner: false,
    isSelf: false,
    isOnDuty: false,
    ...change,
  }
}

describe('describeDuty', () => {
  it.each([
    [
      { isOnDuty: true, dutySinceS: 900_000 },
      { key: 'onSince', atS: 900_000 },
    ],
    [{ isOnDuty: true }, { key: 'on' }],
    // Who is on duty again is not about to come back.
    [
      { isOnDuty: true, dutySinceS: 900_000, backAtS: 2_000_000 },
      { key: 'onSince', atS: 900_000 },
    ],
    [
      { isOnDuty: false, dutySinceS: 900_000, backAtS: 1_000_001 },
      { key: 'back', atS: 1_000_001 },
    ],
    [
      { isOnDuty: false, dutySinceS: 900_000, backAtS: 1_000_000 },
      { key: 'wasBack', atS: 1_000_000 },
    ],
    [
      { isOnDuty: false, dutySinceS: 900_000 },
      { key: 'offSince', atS: 900_000 },
    ],
    [{ isOnDuty: false }, { key: 'off' }],
  ] as const)('says of %j: %j', (state, expected) => {
    expect(describeDuty(state, nowMs)).toEqual(expected)
  })
})

describe('listDuty', () => {
  it('has whoever counts in "3 / 4": the role of duty, or on duty without it', () => {
    const colleagues = [
      person('Duty'),
      person('Manager on duty', { role: 'manager', isOnDuty: true }),
      person('Manager', { role: 'manager' }),
      person('Task', { role: 'task' }),
      person('Gone', { isMember: false, isOnDuty: true }),
    ]
    expect(listDuty(colleagues).map(({ name }) => name)).toEqual(['Manager on duty', 'Duty'])
  })

  it('puts the longest on duty first, and of the others who is back next', () => {
    const colleagues = [
      person('Off'),
      person('Back late', { backAtS: 300 }),
      person('Back soon', { backAtS: 200 }),
      person('On since noon', { isOnDuty: true, dutySinceS: 120 }),
      person('On since dawn', { isOnDuty: true, dutySinceS: 60 }),
      person('Also off'),
    ]
    expect(listDuty(colleagues).map(({ name }) => name)).toEqual([
      'On since dawn',
      'On since noon',
      'Back soon',
      'Back late',
      'Also off',
      'Off',
    ])
  })
})
