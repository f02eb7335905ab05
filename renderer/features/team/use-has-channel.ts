import type { TeamChannel } from '#shared/contract/entities/team.ts'
import { useTeamPart } from '../../entities/hooks.ts'

/** Whether something can be said in the channel: it is chosen, and not known to be closed to this account. */
export function canReachChannel(channel: TeamChannel | undefined): boolean {
  return channel?.state === 'joined' || channel?.state === 'unknown'
}

export function useHasChannel(): boolean {
  return useTeamPart(({ channel }) => canReachChannel(channel))
}
