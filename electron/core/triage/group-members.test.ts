import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { openStore } from '../store/open-store.ts'
import { GroupMembers, mostBots } from './group-members.ts'

const staff: ReadonlySet<number> = new Set([1, 2])
const self = 9
const isStaffIn = (staffIds: ReadonlySet<number>, userId: number): boolean =>
  userId === self || staffIds.has(userId)

function open(folder = createTemporaryFolder()) {
  const opened = openStore({ folder, clock: new FakeClock(), log: pino({ level: 'silent' }), build: 'test' })
  if (!opened.ok) throw new Error(opened.error.message)
  const { store } = opened.value
  const groupMembers = new GroupMembers(store, isStaffIn)
  groupMembers.restore()
  return { folder, store, groupMembers }
}

describe('what is known of a group', () => {
  it('is nothing at first, unless the group is too large to have only staff', () => {
    const { groupMembers } = open()
    const most = staff.size + 1 + mostBots
    expect(groupMembers.knowledgeOf(-1, most, staff)).toBe('unknown')
    expect(groupMembers.isAskingDue(-1, most, staff)).toBe(true)
    expect(groupMembers.knowledgeOf(-1, most + 1, staff)).toBe('has_customer')
    expect(groupMembers.isAskingDue(-1, most + 1, staff)).toBe(false)
  })

  it('comes from its members, for any staff, until their number changes', () => {
    const { groupMembers } = open()
    groupMembers.setMembers(-1, 4, [1, 2, self])
    expect(groupMembers.knowledgeOf(-1, 4, staff)).toBe('only_staff')
    expect(groupMembers.knowledgeOf(-1, 4, new Set([1]))).toBe('has_customer')
    expect(groupMembers.isAskingDue(-1, 4, staff)).toBe(false)
    expect(groupMembers.isAskingDue(-1, 5, staff)).toBe(true)
  })

  it('comes from who writes; once all members are known, old messages add nothing', () => {
    const { groupMembers } = open()
    expect(groupMembers.noteWriter(-1, 3, 7, false)).toBe(true)
    expect(groupMembers.noteWriter(-1, 3, 7, false)).toBe(false)
    expect(groupMembers.knowledgeOf(-1, 3, staff)).toBe('has_customer')
    expect(groupMembers.isAskingDue(-1, 3, staff)).toBe(false)
    groupMembers.setMembers(-1, 2, [1, 2])
    expect(groupMembers.noteWriter(-1, 2, 7, false)).toBe(false)
    expect(groupMembers.knowledgeOf(-1, 2, staff)).toBe('only_staff')
    expect(groupMembers.noteWriter(-1, 2, 7, true)).toBe(true)
    expect(groupMembers.knowledgeOf(-1, 2, staff)).toBe('has_customer')
  })

  it('says nothing of customers when only staff has written', () => {
    const { groupMembers } = open()
    groupMembers.noteWriter(-1, 3, 1, true)
    expect(groupMembers.knowledgeOf(-1, 3, staff)).toBe('unknown')
    expect(groupMembers.isAskingDue(-1, 3, staff)).toBe(true)
  })

  it('is there after a restart, and goes with the group when it is upgraded', async () => {
    const first = open()
    first.groupMembers.setMembers(-1, 2, [1, 2])
    first.groupMembers.setMembers(-2, 3, [1, 2, 7])
    first.groupMembers.setMembers(-3, 1, [2])
    first.groupMembers.move(-3, -100)
    first.groupMembers.save(staff)
    await first.store.close()
    const { groupMembers } = open(first.folder)
    expect(groupMembers.knowledgeOf(-1, 2, staff)).toBe('only_staff')
    expect(groupMembers.knowledgeOf(-2, 3, staff)).toBe('has_customer')
    expect(groupMembers.isAskingDue(-2, 3, staff)).toBe(false)
    expect(groupMembers.knowledgeOf(-3, 1, staff)).toBe('unknown')
    expect(groupMembers.knowledgeOf(-100, 1, staff)).toBe('only_staff')
  })
})
