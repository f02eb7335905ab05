import { describe, expect, it } from 'vitest'
import type { UserId } from '#shared/contract/entities/ids.ts'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { isLastManager, sortColleagues } from './list-colleagues.ts'

const person = (name: string, userId: number, change: Partial<TeamPerson> = {}): TeamPerson => ({
  userId: userId as UserId,
  name,
  firstName: name,
  initials: '',
  accent: 0,
  isMember: true,
  isOwner: false,
  isSelf: false,
  isOnDuty: false,
  ...change,
})
const elena = person('Elena', 6, { role: 'manager' })
const alexey = person('Alexey', 7, { role: 'manager' })
const colleagues = [
  person('Nobody', 1),
  person('Gone', 2, { role: 'manager', isMember: false }),
  person('Timur', 3, { role: 'task' }),
  person('Ivan', 4, { role: 'duty' }),
  elena,
  alexey,
]

describe('sortColleagues', () => {
  it('goes by role and name, with those who left behind', () => {
    expect(sortColleagues(colleagues).map(({ name }) => name)).toEqual([
      'Alexey',
      'Elena',
      'Ivan',
      'Timur',
      'Nobody',
      'Gone',
    ])
  })
})

describe('isLastManager', () => {
  it('is the only one whom the log names, member or not', () => {
    expect(isLastManager(colleagues, elena)).toBe(false)
    expect(isLastManager([colleagues[0]!, elena], elena)).toBe(true)
    expect(isLastManager([colleagues[0]!, elena], colleagues[0]!)).toBe(false)
  })
})
