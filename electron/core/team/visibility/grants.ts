import type { GrantView } from '#shared/contract/entities/team.ts'
import type { Grant, SharedChat } from '#shared/domain/team-log/team-state.ts'
import { isGrantOpen } from '#shared/domain/visibility/can-see.ts'
import { asUserId } from '../../telegram/ids.ts'
import type { People } from '../../telegram/people.ts'

/**
 * The grants of a chat by the person they are for: those under its own id, then those of the group it was upgraded
 * from.
 */
export function mergeGrants(chats: readonly SharedChat[]): ReadonlyMap<number, Grant> {
  const [own, old] = chats
  if (old === undefined) return own?.grants ?? new Map<number, Grant>()
  return new Map([...old.grants, ...(own?.grants ?? [])])
}

/** The grants as the rows show them, in the order in which they were given; those that have ended are left out. */
export function describeGrants(
  chats: readonly SharedChat[],
  people: Pick<People, 'nameUser'>,
  nowS: number,
): GrantView[] {
  return [...mergeGrants(chats)]
    .filter(([, grant]) => isGrantOpen(grant, nowS))
    .toSorted(([, one], [, other]) => one.atS - other.atS)
    .map(([userId, { atS, byUserId, task, untilS }]) => ({
      userId: asUserId(userId),
      name: people.nameUser(userId),
      ...(task === undefined ? {} : { task }),
      ...(untilS === undefined ? {} : { untilS }),
      by: { userId: asUserId(byUserId), name: people.nameUser(byUserId) },
      atS,
    }))
}

/** When the next grant ends, seconds since 1970; undefined: no grant ends by itself. */
export function findNextEndS(grants: Iterable<Grant>, nowS: number): number | undefined {
  let nextS: number | undefined
  for (const { untilS } of grants)
    if (untilS !== undefined && untilS > nowS && untilS < (nextS ?? Infinity)) nextS = untilS
  return nextS
}
