import { describe, expect, it } from 'vitest'
import type { UserId } from '#shared/contract/entities/ids.ts'
import type { GrantView, TeamPerson } from '#shared/contract/entities/team.ts'
import { canBeGranted, findColleagues, listCandidates, listGrants } from './list-grants.ts'

const by = { userId: 1 as UserId, name: 'Elena' }
const grant = (name: string, userId: number, untilS?: number): GrantView => ({
  userId: userId as UserId,
  name,
  by,
  atS: 1,
  ...(untilS === undefined ? {} : { untilS }),
})
const person = (name: string, userId: number, change: Partial<TeamPerson>): TeamPerson => ({
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

describe('listGrants', () => {
  it('leaves out what has ended, to the second, and goes by name', () => {
    const grants = [grant('Timur', 5), grant('Oleg', 4, 100), grant('Maria', 3, 101)]
    expect(listGrants(grants, 99_999).map(({ name }) => name)).toEqual(['Maria', 'Oleg', 'Timur'])
    expect(listGrants(grants, 100_000).map(({ name }) => name)).toEqual(['Maria', 'Timur'])
    expect(listGrants(undefined, 0)).toEqual([])
  })
})

describe('listCandidates', () => {
  it('offers members who do not see it, task administrators first', () => {
    const colleagues = [
      person('Duty', 1, { role: 'duty' }),
      person('Nobody yet', 2, {}),
      person('Manager', 3, { role: 'manager' }),
      person('Task B', 4, { role: 'task' }),
      person('Task A', 5, { role: 'task' }),
      person('Has it', 6, { role: 'task' }),
      person('Left', 7, { role: 'task', isMember: false }),
    ]
    const found = listCandidates(colleagues, [grant('Has it', 6)])
    expect(found.map(({ name }) => name)).toEqual(['Task A', 'Task B', 'Duty', 'Nobody yet'])
  })
})

describe('findColleagues', () => {
  const colleagues = [person('Maria Sidorova', 1, { username: 'masha' }), person('Élodie', 2, {})]
  it.each([
    ['', ['Maria Sidorova', 'Élodie']],
    [' sido ', ['Maria Sidorova']],
    ['MASHA', ['Maria Sidorova']],
    ['elo', ['Élodie']],
    ['nobody', []],
  ])('finds by %j', (query, names) => {
    expect(findColleagues(colleagues, query).map(({ name }) => name)).toEqual(names)
  })
})

describe('canBeGranted', () => {
  it.each([
    ['customer', false, true],
    ['team', false, false],
    ['other', false, false],
    ['customer', true, false],
  ] as const)('class %s, own chat %s: %s', (chatClass, isSelf, expected) => {
    expect(canBeGranted({ class: chatClass, isSelf })).toBe(expected)
  })
})
