import type { TeamPerson, TeamRole } from '#shared/contract/entities/team.ts'

const order: readonly (TeamRole | undefined)[] = ['manager', 'duty', 'task', undefined]

/** By role, then by name; who is no member any more stands last. */
export function sortPeople(people: readonly TeamPerson[]): readonly TeamPerson[] {
  return people.toSorted(
    (a, b) =>
      Number(b.isMember) - Number(a.isMember) ||
      order.indexOf(a.role) - order.indexOf(b.role) ||
      a.name.localeCompare(b.name),
  )
}

/** Taking this role away would leave the team without anybody who decides. */
export function isLastManager(people: readonly TeamPerson[], person: TeamPerson): boolean {
  return person.role === 'manager' && people.filter(({ role }) => role === 'manager').length === 1
}
