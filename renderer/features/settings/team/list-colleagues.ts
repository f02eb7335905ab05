import type { TeamPerson, TeamRole } from '#shared/contract/entities/team.ts'

const order: readonly (TeamRole | undefined)[] = ['manager', 'duty', 'task', undefined]

/** Sorted by role, then by name; former members come last. */
export function sortColleagues(colleagues: readonly TeamPerson[]): readonly TeamPerson[] {
  return colleagues.toSorted(
    (a, b) =>
      Number(b.isMember) - Number(a.isMember) ||
      order.indexOf(a.role) - order.indexOf(b.role) ||
      a.name.localeCompare(b.name),
  )
}

/** Taking this role away would leave the team without a manager. */
export function isLastManager(colleagues: readonly TeamPerson[], person: TeamPerson): boolean {
  return person.role === 'manager' && colleagues.filter(({ role }) => role === 'manager').length === 1
}
