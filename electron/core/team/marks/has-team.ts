import type { TeamLog } from '../team-ports.ts'

/**
 * Whether it is known what the team has agreed, and it holds here; also after this account was taken out of the
 * channel.
 */
export function hasTeam(log: TeamLog): boolean {
  return log.channelId !== undefined && log.isReady && log.state.rootId !== undefined
}
