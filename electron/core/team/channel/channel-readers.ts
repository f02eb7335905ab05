import { createHash } from 'node:crypto'
import type { ChannelReaders } from '#shared/contract/entities/team.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { asUserId } from '../../telegram/ids.ts'
import { readMembers } from '../../telegram/read-members.ts'
import type { TdCaller } from '../../telegram/td-client.ts'
import type { TeamContext } from '../team-context.ts'

/** A team is no crowd: beyond this many members nobody is looked for by name. */
const memberLimit = 2_000
/** Only the first few are named: the number tells the rest. */
const mostNames = 5

export interface ReadersSources extends Pick<TeamContext, 'groups' | 'people'> {
  /** Staff by the rules in use: named by hand, or with a role in the team's log. Bots never are. */
  readonly isStaff: (userId: number) => boolean
  /** The chat is a customer's by hand, by its title or by its folder, whoever is in it. */
  readonly isCustomers: (chatId: number) => boolean
}

export type ReadersError = 'offline' | 'flood_wait' | 'rejected'

/**
 * Asks Telegram who would read what the team writes in this group. Everybody counts as a stranger who is not known to be
 * a colleague: bots, people whom Telegram has not described, and members whom it hides.
 */
export async function readReaders(
  sources: ReadersSources,
  client: TdCaller,
  chatId: number,
): Promise<Result<ChannelReaders, ReadersError>> {
  const read = await readMembers(client, { id: chatId }, memberLimit)
  if (!read.ok && read.error.code !== 'forbidden') {
    const { code, details, message } = read.error
    return fail(code === 'closed' ? 'offline' : code === 'flood_wait' ? code : 'rejected', message, details)
  }
  const listed = read.ok ? read.value.userIds : []
  const memberCount = sources.groups.find(chatId)?.memberCount ?? 0
  return ok(countReaders(sources, chatId, listed, memberCount, read.ok && read.value.isWhole))
}

function countReaders(
  { isCustomers, isStaff, people }: ReadersSources,
  chatId: number,
  listed: readonly number[],
  memberCount: number,
  isListWhole: boolean,
): ChannelReaders {
  const isColleague = (userId: number): boolean =>
    userId === people.selfId || (people.findUser(userId) !== undefined && isStaff(userId))
  const strangerIds = listed.filter((userId) => !isColleague(userId)).sort((a, b) => a - b)
  // TDLib guesses the number of members between two answers, so a whole list counts more.
  const seenCount = listed.length === 0 ? 1 : listed.length
  const unseenCount = isListWhole ? 0 : Math.max(0, memberCount - seenCount)
  const isMarked = isCustomers(chatId)
  const count = strangerIds.length + unseenCount
  // What is not known, and what a customer's mark speaks against, is always a danger.
  const least = isListWhole && !isMarked ? 0 : 1
  return {
    strangers: strangerIds
      .slice(0, mostNames)
      .map((userId) => ({ userId: asUserId(userId), name: people.nameUser(userId) })),
    count: Math.max(count > 0 || !isMarked ? count : listed.length, least),
    isWhole: isListWhole,
    isCustomers: isMarked,
    key: createHash('sha256')
      .update(JSON.stringify([chatId, strangerIds, unseenCount, isListWhole, isMarked]))
      .digest('base64url'),
  }
}

/** What somebody says who has seen who would read: their number as it was typed, and the key of what was shown. */
export interface ConfirmedReaders {
  readonly count: number
  readonly key: string
}

export type ConfirmError = 'readers_not_confirmed' | 'readers_changed'

/** Whether a group with these readers may be chosen now. */
export function checkConfirmed(
  readers: ChannelReaders,
  confirmed: ConfirmedReaders | undefined,
): Result<undefined, ConfirmError> {
  if (readers.count === 0) return ok()
  const details = { count: readers.count }
  if (confirmed === undefined) {
    return fail('readers_not_confirmed', 'people who are no colleagues would read the team', details)
  }
  const isSame = confirmed.count === readers.count && confirmed.key === readers.key
  return isSame ? ok() : fail('readers_changed', 'other people would read than were confirmed', details)
}
