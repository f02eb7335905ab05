import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import { supergroupOfChat } from '#shared/domain/telegram-ids/chat-id.ts'
import { asChatId, asUserId } from './ids.ts'
import type { TdCaller, TdRefusal, TdResult } from './td-client.ts'
import { mapResult } from './td-result.ts'

/** The title of a chat, if TDLib knows the chat. */
export async function readTitle(client: TdCaller, chatId: number): Promise<TdResult<string>> {
  return mapResult(await client.invoke({ _: 'getChat', chat_id: chatId }), ({ title }) => title)
}

/** Makes a supergroup whose only member is this account. */
export async function createSupergroup(
  client: TdCaller,
  { description, title }: { readonly title: string; readonly description: string },
): Promise<TdResult<ChatId>> {
  return mapResult(
    await client.invoke({
      _: 'createNewSupergroupChat',
      title,
      is_forum: false,
      is_channel: false,
      description,
      message_auto_delete_time: 0,
      for_import: false,
    }),
    ({ id }) => asChatId(id),
  )
}

/** Lets people who join a supergroup later read what was written before. */
export async function showHistoryToNewcomers(client: TdCaller, chatId: number): Promise<TdResult<undefined>> {
  const id = supergroupOfChat(chatId)
  if (id === undefined) return { ok: true, value: undefined }
  return mapResult(
    await client.invoke({
      _: 'toggleSupergroupIsAllHistoryAvailable',
      supergroup_id: id,
      is_all_history_available: true,
    }),
    () => undefined,
  )
}

/** The people whom Telegram did not add. A person whom Telegram refuses does not make the call fail. */
export type AddMembersOutcome =
  | { readonly ok: true; readonly notAdded: readonly UserId[] }
  | { readonly ok: false; readonly refusal: Exclude<TdRefusal, { readonly kind: 'refused' }> }

/** Adds people to a supergroup: one by one where Telegram refuses them together. */
export async function addMembers(
  client: TdCaller,
  chatId: number,
  userIds: readonly number[],
): Promise<AddMembersOutcome> {
  const together = await client.invoke({ _: 'addChatMembers', chat_id: chatId, user_ids: userIds })
  if (together.ok) {
    const failed = together.value.failed_to_add_members.map(({ user_id: userId }) => asUserId(userId))
    return { ok: true, notAdded: [...new Set(failed)] }
  }
  if (together.refusal.kind !== 'refused') return { ok: false, refusal: together.refusal }
  const notAdded: UserId[] = []
  for (const userId of userIds) {
    const one = await client.invoke({
      _: 'addChatMember',
      chat_id: chatId,
      user_id: userId,
      forward_limit: 0,
    })
    if (!one.ok && one.refusal.kind !== 'refused') return { ok: false, refusal: one.refusal }
    if (!one.ok || one.value.failed_to_add_members.length > 0) notAdded.push(asUserId(userId))
  }
  return { ok: true, notAdded }
}

/** Takes somebody out of a supergroup; a link does not let them in again. */
export async function removeMember(
  client: TdCaller,
  chatId: number,
  userId: number,
): Promise<TdResult<undefined>> {
  const removed = await client.invoke({
    _: 'setChatMemberStatus',
    chat_id: chatId,
    member_id: { _: 'messageSenderUser', user_id: userId },
    status: { _: 'chatMemberStatusBanned', banned_until_date: 0 },
  })
  return mapResult(removed, () => undefined)
}

/** People in the account's contacts who match the words, the best match first. */
export async function findContacts(
  client: TdCaller,
  query: string,
  limit: number,
): Promise<TdResult<readonly UserId[]>> {
  return mapResult(await client.invoke({ _: 'searchContacts', query, limit }), (found) =>
    found.user_ids.map(asUserId),
  )
}
