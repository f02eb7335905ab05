import { useTeamPart } from '../../entities/hooks.ts'
import { canReachChannel } from './use-has-channel.ts'

/** Whether this account decides about roles and the team's settings: its managers, and the channel's owner. */
export function useCanManage(): boolean {
  return useTeamPart(
    ({ channel, isChannelOwner, myRole }) =>
      canReachChannel(channel) && (myRole === 'manager' || isChannelOwner),
  )
}
