import { useTeamPart } from '../../../entities/hooks.ts'
import { useCanManage } from '../../team/index.ts'

/** Whose the rules of the clock and of who is who are. */
export type RulesOwner =
  | { readonly kind: 'own' }
  | { readonly kind: 'team'; readonly by: string; readonly atS: number; readonly canChange: boolean }

export function useTeamRules(): RulesOwner {
  const rulesBy = useTeamPart((team) => (team.teamLog.state === 'ready' ? team.rulesBy : undefined))
  const canChange = useCanManage()
  return rulesBy === undefined
    ? { kind: 'own' }
    : { kind: 'team', by: rulesBy.name, atS: rulesBy.atS, canChange }
}

/** Whether the rules can be read here and not changed. */
export function useAreRulesFixed(): boolean {
  const owner = useTeamRules()
  return owner.kind === 'team' && !owner.canChange
}

/** Whether a chat's own clock can be read here and not changed: with a team its managers decide about it. */
export function useAreClocksFixed(): boolean {
  const isReady = useTeamPart(({ teamLog }) => teamLog.state === 'ready')
  const canManage = useCanManage()
  return isReady && !canManage
}
