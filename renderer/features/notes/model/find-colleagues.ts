import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { indexTitle, matchTitle, readQuery } from '../../../lib/find/match-title.ts'

const shownAtMost = 8

/** Colleagues whom a query means, the best first; without one those on duty first. */
export function findColleagues(colleagues: readonly TeamPerson[], query: string): readonly TeamPerson[] {
  const others = colleagues
    .filter(({ isMember, isSelf }) => isMember && !isSelf)
    .toSorted((a, b) => Number(b.isOnDuty) - Number(a.isOnDuty) || a.name.localeCompare(b.name))
  const read = readQuery(query)
  if (read.isEmpty) return others.slice(0, shownAtMost)
  return others
    .flatMap((person) => {
      const names = person.username === undefined ? [person.name] : [person.name, person.username]
      const scores = names.flatMap((name) => matchTitle(read, indexTitle(name))?.score ?? [])
      return scores.length === 0 ? [] : [{ person, score: Math.max(...scores) }]
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, shownAtMost)
    .map(({ person }) => person)
}
