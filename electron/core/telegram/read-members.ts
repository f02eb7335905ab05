import type * as Td from 'tdlib-types'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { supergroupOfChat } from '#shared/domain/telegram-ids/chat-id.ts'
import { isIn, toStanding } from './groups.ts'
import { type RefusalCode, sortRefusal } from './refusals.ts'
import type { TdCaller, TdRefusal, TdResult } from './td-client.ts'

/** Members per request; Telegram gives at most 200. */
const pageSize = 200

export interface GroupMembers {
  /** People and bots. */
  readonly userIds: readonly number[]
  /** False when the group has more members than were asked for, or Telegram hides some of them. */
  readonly isWhole: boolean
}

/** A chat. With `userId` it is a chat of two people, and `userId` is the other person. */
export interface MembersOf {
  readonly id: number
  readonly userId?: number | undefined
}

/** `forbidden`: Telegram hides the members. `flood_wait` has its `seconds` in the details. */
export type MembersError = 'forbidden' | 'closed' | 'flood_wait' | 'rejected'

/**
 * The members of a group, page after page, up to `limit`. When Telegram refuses, its message is the error's message.
 */
export async function readMembers(
  client: TdCaller,
  { id, userId }: MembersOf,
  limit: number,
): Promise<Result<GroupMembers, MembersError>> {
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

export interface Administrators {
  /** People and bots, including the owner. */
  readonly userIds: readonly number[]
  /** Undefined when Telegram does not tell the owner. */
  readonly ownerId: number | undefined
}

/** The administrators of a supergroup or channel. */
export async function readAdministrators(
  client: TdCaller,
  supergroupId: number,
): Promise<Result<Administrators, MembersError>> {
  const page = await client.invoke({
    _: 'getSupergroupMembers',
    supergroup_id: supergroupId,
    filter: { _: 'supergroupMembersFilterAdministrators' },
    offset: 0,
    limit: pageSize,
  })
  if (!page.ok) return refuse(page.refusal)
  const userIds: number[] = []
  let ownerId: number | undefined
  for (const { member_id: member, status } of page.value.members) {
    const { kind } = toStanding(status)
    if (member._ !== 'messageSenderUser' || (kind !== 'owner' && kind !== 'administrator')) continue
    userIds.push(member.user_id)
    if (kind === 'owner') ownerId = member.user_id
  }
  return ok({ userIds, ownerId })
}

/** Whether somebody is in a group. */
export async function isMember(client: TdCaller, chatId: number, userId: number): Promise<TdResult<boolean>> {
  const member = await client.invoke({
    _: 'getChatMember',
    chat_id: chatId,
    member_id: { _: 'messageSenderUser', user_id: userId },
  })
  return member.ok ? { ok: true, value: isIn(toStanding(member.value.status)) } : member
}

/** Refusals that mean that Telegram hides the members. */
const hidden: ReadonlySet<RefusalCode> = new Set(['not_accessible', 'no_right', 'chat_private'])

/** Members who were banned or left may still be listed. */
function readUserId({ member_id: member, status }: Td.chatMember): readonly number[] {
  if (member._ !== 'messageSenderUser') return []
  return status._ === 'chatMemberStatusLeft' || status._ === 'chatMemberStatusBanned' ? [] : [member.user_id]
}

function refuse(refusal: TdRefusal): Result<never, MembersError> {
  if (refusal.kind === 'closed') return fail('closed', refusal.message)
  if (refusal.kind === 'flood_wait') return fail('flood_wait', refusal.message, { seconds: refusal.seconds })
  return fail(hidden.has(sortRefusal(refusal)) ? 'forbidden' : 'rejected', refusal.message)
}
