import { useTeamPart } from '../../entities/hooks.ts'

/** Whether this account decides about roles and the team's settings: its managers, and the channel's owner. */
export function useCanManage(): boolean {
  return useTeamPart(({ myRole, isChannelOwner }) => myRole === 'manager' || isChannelOwner)
}
