import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { openStore } from '../store/open-store.ts'
import { GroupPeople, mostBots } from './group-people.ts'

const staff: ReadonlySet<number> = new Set([1, 2])
const self = 9
const isStaffIn = (staffIds: ReadonlySet<number>, userId: number): boolean =>
  userId === self || staffIds.has(userId)

function open(folder = createTemporaryFolder()) {
  const opened = openStore({ folder, clock: new FakeClock(), log: pino({ level: 'silent' }), build: 'test' })
  if (!opened.ok) throw new Error(opened.error.message)
  const { store } = opened.value
  const people = new GroupPeople(store, isStaffIn)
  people.restore()
  return { folder, store, people }
}

describe('what is known of a group', () => {
  it('is nothing at first, unless the group is too large to have only staff', () => {
    const { people } = open()
    const most = staff.size + 1 + mostBots
    expect(people.knowledgeOf(-1, most, staff)).toBe('unknown')
    expect(people.isAskingDue(-1, most, staff)).toBe(true)
    expect(people.knowledgeOf(-1, most + 1, staff)).toBe('has_customer')
    expect(people.isAskingDue(-1, most + 1, staff)).toBe(false)
  })

  it('comes from its members, for any staff, until their number changes', () => {
    const { people } = open()
    people.setMembers(-1, 4, [1, 2, self])
    expect(people.knowledgeOf(-1, 4, staff)).toBe('only_staff')
    expect(people.knowledgeOf(-1, 4, new Set([1]))).toBe('has_customer')
    expect(people.isAskingDue(-1, 4, staff)).toBe(false)
    expect(people.isAskingDue(-1, 5, staff)).toBe(true)
  })

  it('comes from who writes; once all members are known, old messages add nothing', () => {
    const { people } = open()
    expect(people.noteWriter(-1, 3, 7, false)).toBe(true)
    expect(people.noteWriter(-1, 3, 7, false)).toBe(false)
    expect(people.knowledgeOf(-1, 3, staff)).toBe('has_customer')
    expect(people.isAskingDue(-1, 3, staff)).toBe(false)
    people.setMembers(-1, 2, [1, 2])
    expect(people.noteWriter(-1, 2, 7, false)).toBe(false)
    expect(people.knowledgeOf(-1, 2, staff)).toBe('only_staff')
    expect(people.noteWriter(-1, 2, 7, true)).toBe(true)
    expect(people.knowledgeOf(-1, 2, staff)).toBe('has_customer')
  })

  it('says nothing of customers when only staff has written', () => {
    const { people } = open()
    people.noteWriter(-1, 3, 1, true)
    expect(people.knowledgeOf(-1, 3, staff)).toBe('unknown')
    expect(people.isAskingDue(-1, 3, staff)).toBe(true)
  })

  it('is there after a restart, and goes with the group when it is upgraded', async () => {
    const first = open()
    first.people.setMembers(-1, 2, [1, 2])
    first.people.setMembers(-2, 3, [1, 2, 7])
    first.people.setMembers(-3, 1, [2])
    first.people.move(-3, -100)
    first.people.save(staff)
    await first.store.close()
    const { people } = open(first.folder)
    expect(people.knowledgeOf(-1, 2, staff)).toBe('only_staff')
    expect(people.knowledgeOf(-2, 3, staff)).toBe('has_customer')
    expect(people.isAskingDue(-2, 3, staff)).toBe(false)
    expect(people.knowledgeOf(-3, 1, staff)).toBe('unknown')
    expect(people.knowledgeOf(-100, 1, staff)).toBe('only_staff')
  })
})
