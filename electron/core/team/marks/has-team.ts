import type { TeamLog } from '../team-ports.ts'

/**
 * Whether it is known what the team has agreed, and it holds here; also after this account was taken out of the
 * channel.
 */
export function hasTeam(teamLog: TeamLog): boolean {
  return teamLog.channelId !== undefined && teamLog.isReady && teamLog.state.rootId !== undefined
}
