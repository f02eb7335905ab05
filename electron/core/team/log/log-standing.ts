import type { Standing } from '#shared/domain/team-log/log-item.ts'
import type { KnownMembers } from '../people/team-members.ts'

export interface StandingParts {
  readonly members: Pick<KnownMembers, 'adminIds' | 'ownerId'>
  /** Messages of the geneses that counted here. */
  readonly rootIds: () => readonly number[]
  /** The message is in the channel, and nothing takes its weight away. */
  readonly isIntact: (messageId: number) => boolean
}

/**
 * Who may say what the log itself does not decide. Telegram tells who owns and administers the channel now, and not who
 * did when a genesis was written: one that counted goes on counting, and while it is there, whoever becomes an
 * administrator takes nothing over by what they wrote before.
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
