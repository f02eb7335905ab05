import type { TeamPerson, TeamRole } from '#shared/contract/entities/team.ts'

/** Built once per list, because every name on screen asks for it. */
const roles = new WeakMap<readonly TeamPerson[], ReadonlyMap<string, TeamRole>>()

/** The role of whoever wrote, by `Sender.key`; members alone have one. */
export function findRole(colleagues: readonly TeamPerson[], senderKey: string): TeamRole | undefined {
  const known = roles.get(colleagues) ?? indexRoles(colleagues)
  roles.set(colleagues, known)
  return known.get(senderKey)
}

function indexRoles(colleagues: readonly TeamPerson[]): ReadonlyMap<string, TeamRole> {
  return new Map(
    colleagues.flatMap(({ userId, role, isMember }) =>
      role === undefined || !isMember ? [] : [[`user:${userId}`, role] as const],
    ),
  )
}
