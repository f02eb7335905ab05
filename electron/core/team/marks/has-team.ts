import type { TeamLog } from '../team-ports.ts'

/** What the team has agreed is known, and holds here; also after this account was taken out of the channel. */
export function hasTeam(log: TeamLog): boolean {
  return log.channelId !== undefined && log.isReady && log.state.rootId !== undefined
}
