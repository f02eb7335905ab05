import type { TeamPerson, TeamRole } from '#shared/contract/entities/team.ts'

/** Made once for each list that the core tells, for every name on screen asks. */
const roles = new WeakMap<readonly TeamPerson[], ReadonlyMap<string, TeamRole>>()

/** The role of whoever wrote, by `Sender.key`; members alone have one. */
export function findRole(people: readonly TeamPerson[], senderKey: string): TeamRole | undefined {
  const known = roles.get(people) ?? indexRoles(people)
  roles.set(people, known)
  return known.get(senderKey)
}

function indexRoles(people: readonly TeamPerson[]): ReadonlyMap<string, TeamRole> {
  return new Map(
    people.flatMap(({ userId, role, isMember }) =>
      role === undefined || !isMember ? [] : [[`user:${userId}`, role] as const],
    ),
  )
}
