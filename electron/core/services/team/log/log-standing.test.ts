import { expect, test } from 'vitest'
import type { LogItem, Standing } from '#shared/domain/team-log/log-item.ts'
import { TeamHistory } from '#shared/domain/team-log/team-history.ts'
import { makeStanding } from './log-standing.ts'

const [owner, admin, rogue, heir] = [1, 2, 3, 4] as const

function makeGenesis(messageId: number, authorId: number, managers: readonly number[]): LogItem {
  const event = { v: 1, id: `genesis-${messageId}`, type: 'genesis', managers } as never
  return {
    messageId,
    dateS: messageId,
    authorId,
    content: { kind: 'event', event, isMarked: true },
  }
}

/** A console that remembers which geneses counted, as the log does. */
function openConsole(ownerId: number | undefined, adminIds: readonly number[], items: readonly LogItem[]) {
  const there = new Set(items.map(({ messageId }) => messageId))
  const rootIds: number[] = []
  const standingOf = (newOwnerId: number | undefined, newAdminIds: readonly number[]): Standing =>
    makeStanding({
      members: { ownerId: newOwnerId, adminIds: new Set(newAdminIds) },
      rootIds: () => rootIds,
      isIntact: (messageId) => there.has(messageId),
    })
  const history = new TeamHistory(standingOf(ownerId, adminIds))
  const note = ({ outcomes }: ReturnType<TeamHistory['add']>): void => {
    for (const { event, item, outcome } of outcomes) {
      if (event?.type === 'genesis' && outcome.kind === 'applied') rootIds.push(item.messageId)
    }
  }
  note(history.add(items))
  note(history.markWhole())
  return {
    history,
    readRoles: () => Object.fromEntries(history.state.roles),
    appoint: (newOwnerId: number | undefined, newAdminIds: readonly number[]) => {
      note(history.setStanding(standingOf(newOwnerId, newAdminIds)))
    },
    remove: (messageId: number) => {
      there.delete(messageId)
      note(history.remove([messageId]))
    },
    add: (item: LogItem) => {
      there.add(item.messageId)
      note(history.add([item]))
    },
  }
}

test('whom the owner deposed stays deposed when the channel passes to somebody else', () => {
  const one = openConsole(
    owner,
    [owner, admin],
    [makeGenesis(10, admin, [rogue]), makeGenesis(20, owner, [owner])],
  )
  expect(one.readRoles()).toEqual({ [rogue]: 'duty', [owner]: 'manager' })
  one.appoint(heir, [heir])
  expect(one.readRoles()).toEqual({ [rogue]: 'duty', [owner]: 'manager' })
})

test('whose genesis counted may be no administrator any more', () => {
  const one = openConsole(owner, [owner, admin], [makeGenesis(10, admin, [admin])])
  one.appoint(owner, [owner])
  expect(one.readRoles()).toEqual({ [admin]: 'manager' })
})

test('whoever becomes an administrator takes nothing over by an earlier genesis of theirs', () => {
  const one = openConsole(
    owner,
    [owner, admin],
    [makeGenesis(5, rogue, [rogue]), makeGenesis(10, admin, [admin])],
  )
  one.appoint(owner, [owner, admin, rogue])
  expect(one.readRoles()).toEqual({ [admin]: 'manager' })
  expect(one.history.rejected).toMatchObject([{ messageId: 5, reason: 'no_right' }])
})

test('an administrator may begin again where the beginning was deleted', () => {
  const one = openConsole(owner, [owner, admin], [makeGenesis(10, admin, [admin])])
  one.remove(10)
  expect(one.readRoles()).toEqual({})
  one.add(makeGenesis(30, admin, [admin, heir]))
  expect(one.readRoles()).toEqual({ [admin]: 'manager', [heir]: 'manager' })
})
