import { foldText } from '../../../lib/find/fold-text.ts'

interface Candidate {
  readonly title: string
  readonly hasLog: boolean
}

/**
 * Groups whose title has what was typed: first those with a log, last those with customers in them, whom the channel
 * would make staff; otherwise as they came.
 */
export function orderCandidates<Group extends Candidate>(
  groups: readonly Group[],
  query: string,
  hasCustomers: (group: Group) => boolean,
): readonly Group[] {
  const wanted = foldText(query.trim()).text
  return groups
    .filter(({ title }) => foldText(title).text.includes(wanted))
    .toSorted(
      (a, b) => Number(b.hasLog) - Number(a.hasLog) || Number(hasCustomers(a)) - Number(hasCustomers(b)),
    )
}
