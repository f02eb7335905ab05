import { foldText } from '../../../lib/find/fold-text.ts'

interface Candidate {
  readonly title: string
  readonly hasTeamLog: boolean
}

/**
 * Groups whose title contains the query: those with a log first, those that others than colleagues would read last;
 * otherwise in their order.
 */
export function orderCandidates<Group extends Candidate>(
  groups: readonly Group[],
  query: string,
  hasStrangers: (group: Group) => boolean,
): readonly Group[] {
  const wanted = foldText(query.trim()).text
  return groups
    .filter(({ title }) => foldText(title).text.includes(wanted))
    .toSorted(
      (a, b) =>
        Number(b.hasTeamLog) - Number(a.hasTeamLog) || Number(hasStrangers(a)) - Number(hasStrangers(b)),
    )
}
