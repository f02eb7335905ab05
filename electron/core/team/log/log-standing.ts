import type { Standing } from '#shared/domain/team-log/log-item.ts'
import type { KnownMembers } from '../roster/team-members.ts'

export interface StandingParts {
  readonly members: Pick<KnownMembers, 'adminIds' | 'ownerId'>
  /** Messages of the geneses that counted here. */
  readonly rootIds: () => readonly number[]
  /** Whether the message is in the channel, and still counts. */
  readonly isIntact: (messageId: number) => boolean
}

/**
 * Who may say what the team's log itself does not decide. Telegram tells who owns and administers the channel now,
 * not who did when a genesis was written. So a genesis that counted goes on counting, and while it exists, a new
 * administrator cannot take over by an earlier genesis of their own.
 */
export function makeStanding({ isIntact, members, rootIds }: StandingParts): Standing {
  const { adminIds, ownerId } = members
  return {
    ownerId,
    isPrivileged: (userId) =>
      userId === ownerId || (adminIds.has(userId) && !rootIds().some((messageId) => isIntact(messageId))),
    isRoot: (messageId) => rootIds().includes(messageId),
  }
}
