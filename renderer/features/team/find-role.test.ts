import { describe, expect, it } from 'vitest'
import type { UserId } from '#shared/contract/entities/ids.ts'
import type { TeamPerson, TeamRole } from '#shared/contract/entities/team.ts'
import { findRole } from './find-role.ts'

const person = (userId: number, role: TeamRole | undefined, isMember = true): TeamPerson => ({
  userId: userId as UserId,
  name: `User ${userId}`,
  firstName: 'User',
  initials: '',
  accent: 0,
  isMember,
  isOwner: false,
  isSelf: false,
  isOnDuty: false,
  ...(role === undefined ? {} : { role }),
})
const colleagues = [
  person(1, undefined),
  person(2, 'manager', false),
  person(4, 'duty'),
  person(6, 'manager'),
]

describe('findRole', () => {
  it('knows members by the key of their messages', () => {
    expect(findRole(colleagues, 'user:4')).toBe('duty')
    expect(findRole(colleagues, 'user:6')).toBe('manager')
  })

  it.each(['user:1', 'user:2', 'user:99', 'chat:4', ''])('knows no role of %j', (key) => {
    expect(findRole(colleagues, key)).toBeUndefined()
  })
})
