import type * as Td from 'tdlib-types'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { supergroupOfChat } from '#shared/domain/telegram-ids/chat-id.ts'
import { type RefusalCode, sortRefusal } from './refusals.ts'
import type { TdCaller, TdRefusal } from './td-client.ts'

/** Members asked for at once; Telegram gives at most 200. */
const pageSize = 200

export interface GroupMembers {
  /** People and bots. */
  readonly userIds: readonly number[]
  /** False when there are more than were asked for, or Telegram keeps some to itself. */
  readonly isWhole: boolean
}

/** A chat; with `userId` one of two people, whose other one it is. */
export interface MembersOf {
  readonly id: number
  readonly userId?: number | undefined
}

/** The members of a group, page after page, up to `limit`. The refusal of Telegram is the error's message. */
export async function readMembers(
  client: TdCaller,
  { id, userId }: MembersOf,
  limit: number,
): Promise<Result<GroupMembers, 'forbidden' | 'closed' | 'flood_wait' | 'rejected'>> {
  if (userId !== undefined) return ok({ userIds: [userId], isWhole: true })
  const supergroupId = supergroupOfChat(id)
  if (supergroupId === undefined) {
    const info = await client.invoke({ _: 'getBasicGroupFullInfo', basic_group_id: -id })
    if (!info.ok) return refuse(info.refusal)
    return ok({ userIds: info.value.members.flatMap(readUserId), isWhole: true })
  }
  const userIds = new Set<number>()
  for (let offset = 0; ;) {
    const page = await client.invoke({
      _: 'getSupergroupMembers',
      supergroup_id: supergroupId,
      filter: { _: 'supergroupMembersFilterRecent' },
      offset,
      limit: pageSize,
    })
    if (!page.ok) return refuse(page.refusal)
    const { members, total_count: totalCount } = page.value
    for (const member of members) for (const userId of readUserId(member)) userIds.add(userId)
    offset += members.length
    if (members.length === 0 || offset >= totalCount || offset >= limit) {
      return ok({ userIds: [...userIds], isWhole: offset >= totalCount })
    }
  }
}

/** Telegram keeps the members to itself. */
const hidden: ReadonlySet<RefusalCode> = new Set(['not_accessible', 'no_right', 'chat_private'])

/** Members who were banned or left may still be listed. */
function readUserId({ member_id: member, status }: Td.chatMember): readonly number[] {
  if (member._ !== 'messageSenderUser') return []
  return status._ === 'chatMemberStatusLeft' || status._ === 'chatMemberStatusBanned' ? [] : [member.user_id]
}

function refuse(refusal: TdRefusal): Result<never, 'forbidden' | 'closed' | 'flood_wait' | 'rejected'> {
  if (refusal.kind === 'closed') return fail('closed', refusal.message)
  if (refusal.kind === 'flood_wait') return fail('flood_wait', refusal.message, { seconds: refusal.seconds })
  return fail(hidden.has(sortRefusal(refusal)) ? 'forbidden' : 'rejected', refusal.message)
}
