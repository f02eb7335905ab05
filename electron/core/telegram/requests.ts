import type { ListId } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { toTdList } from './chats.ts'
import { supergroupOfChat } from '#shared/domain/telegram-ids/chat-id.ts'
import { asChatId } from './ids.ts'
import { type Message, toMessage } from './message.ts'
import type { TdCaller, TdResult } from './td-client.ts'
import { mapResult } from './td-result.ts'

/** Telegram gives at most this many items per request. Further reactions to one message are not read. */
const chatPage = 100
const reactionPage = 100
/** Telegram takes anything above a year as "for ever". */
const foreverS = 2 ** 31 - 1

/** Makes TDLib tell of more chats of a list. `complete`: TDLib has told of every chat of the list. */
export async function loadChats(client: TdCaller, list: ListId): Promise<TdResult<'more' | 'complete'>> {
  const result = await client.invoke({ _: 'loadChats', chat_list: toTdList(list), limit: chatPage })
  if (result.ok) return { ok: true, value: 'more' }
  const { refusal } = result
  return refusal.kind === 'refused' && refusal.code === 404 ? { ok: true, value: 'complete' } : result
}

/** Makes TDLib tell of a chat, if TDLib knows the chat. */
export async function introduceChat(client: TdCaller, chatId: number): Promise<TdResult<undefined>> {
  return mapResult(await client.invoke({ _: 'getChat', chat_id: chatId }), () => undefined)
}

/** Makes TDLib tell of the chat of a supergroup that it knows, even when no list has the chat. */
export async function introduceSupergroup(client: TdCaller, chatId: number): Promise<TdResult<undefined>> {
  const id = supergroupOfChat(chatId)
  if (id === undefined) return { ok: true, value: undefined }
  return mapResult(
    await client.invoke({ _: 'createSupergroupChat', supergroup_id: id, force: false }),
    () => undefined,
  )
}

/** Makes TDLib tell who this account is; TDLib tells it before it answers. */
export async function introduceSelf(client: TdCaller): Promise<void> {
  await client.invoke({ _: 'getMe' })
}

/** TDLib keeps an open chat current: member counts, online counts, channels that are not watched otherwise. */
export async function openChat(client: TdCaller, chatId: number): Promise<void> {
  await client.invoke({ _: 'openChat', chat_id: chatId })
}

export async function closeChat(client: TdCaller, chatId: number): Promise<void> {
  await client.invoke({ _: 'closeChat', chat_id: chatId })
}

/** A message as TDLib has it, without asking Telegram. */
export async function readKnownMessage(
  client: TdCaller,
  chatId: number,
  messageId: number,
): Promise<TdResult<Message>> {
  return mapResult(
    await client.invoke({ _: 'getMessageLocally', chat_id: chatId, message_id: messageId }),
    toMessage,
  )
}

/** The newest messages that TDLib has, starting at `fromId` (0: the end), newest first, without asking Telegram. */
export async function readKnownHistory(
  client: TdCaller,
  chatId: number,
  fromId: number,
  limit: number,
): Promise<TdResult<readonly Message[]>> {
  return mapResult(
    await client.invoke({
      _: 'getChatHistory',
      chat_id: chatId,
      from_message_id: fromId,
      offset: 0,
      limit,
      only_local: true,
    }),
    ({ messages }) => messages.flatMap((message) => (message === null ? [] : [toMessage(message)])),
  )
}

/** A page of messages that the server finds in a chat. */
export interface FoundMessages {
  /** Newest first. */
  readonly messages: readonly Message[]
  /** The next page begins below this message; 0 when there is no next page. */
  readonly nextFromId: number
}

/** The most messages in a page of `searchMessages`. */
export const searchPage = 100

/**
 * The newest messages below `fromId` (0: from the end) that contain the words of the query. An empty query finds
 * all. The server answers, never TDLib's own store.
 */
export async function searchMessages(
  client: TdCaller,
  chatId: number,
  { fromId, limit, query }: { readonly query: string; readonly fromId: number; readonly limit: number },
): Promise<TdResult<FoundMessages>> {
  return mapResult(
    await client.invoke({
      _: 'searchChatMessages',
      chat_id: chatId,
      query,
      from_message_id: fromId,
      offset: 0,
      limit,
    }),
    (found) => ({ messages: found.messages.map(toMessage), nextFromId: found.next_from_message_id }),
  )
}

/** The message that another message answers or pins; undefined when it is gone. */
export async function readTarget(
  client: TdCaller,
  chatId: number,
  messageId: number,
): Promise<TdResult<Message | undefined>> {
  const result = await client.invoke({
    _: 'getRepliedMessage',
    chat_id: chatId,
    message_id: messageId,
  })
  const isGone = !result.ok && result.refusal.kind === 'refused' && result.refusal.code === 404
  return isGone ? { ok: true, value: undefined } : mapResult(result, toMessage)
}

/** The number of members of a supergroup or channel; 0 when Telegram does not say. */
export async function countMembers(client: TdCaller, chatId: number): Promise<TdResult<number>> {
  const id = supergroupOfChat(chatId)
  if (id === undefined) return { ok: true, value: 0 }
  return mapResult(
    await client.invoke({ _: 'getSupergroupFullInfo', supergroup_id: id }),
    (info) => info.member_count,
  )
}

/**
 * The chat of the basic group that a supergroup was upgraded from. Undefined when there is none, or Telegram does
 * not show it.
 */
export async function findPredecessor(
  client: TdCaller,
  chatId: number,
): Promise<TdResult<ChatId | undefined>> {
  const id = supergroupOfChat(chatId)
  if (id === undefined) return { ok: true, value: undefined }
  const info = await client.invoke({ _: 'getSupergroupFullInfo', supergroup_id: id })
  if (!info.ok) return info
  const groupId = info.value.upgraded_from_basic_group_id
  if (groupId === 0) return { ok: true, value: undefined }
  const chat = await client.invoke({ _: 'createBasicGroupChat', basic_group_id: groupId, force: false })
  return { ok: true, value: chat.ok ? asChatId(chat.value.id) : undefined }
}

/** Marks everything up to the newest of these messages as read, on every device of the account. */
export async function viewMessages(
  client: TdCaller,
  chatId: number,
  messageIds: readonly number[],
): Promise<TdResult<undefined>> {
  return mapResult(
    await client.invoke({
      _: 'viewMessages',
      chat_id: chatId,
      message_ids: messageIds,
      source: { _: 'messageSourceChatHistory' },
      force_read: true,
    }),
    () => undefined,
  )
}

export async function readAllMentions(client: TdCaller, chatId: number): Promise<TdResult<undefined>> {
  return mapResult(await client.invoke({ _: 'readAllChatMentions', chat_id: chatId }), () => undefined)
}

export async function markUnread(
  client: TdCaller,
  chatId: number,
  isUnread: boolean,
): Promise<TdResult<undefined>> {
  return mapResult(
    await client.invoke({
      _: 'toggleChatIsMarkedAsUnread',
      chat_id: chatId,
      is_marked_as_unread: isUnread,
    }),
    () => undefined,
  )
}

/**
 * Mutes a chat. `isDefault`: the chat follows its scope. `forS`: seconds of silence; absent means for ever. Other
 * settings stay.
 */
export async function muteChat(
  client: TdCaller,
  chatId: number,
  { forS, isDefault }: { readonly isDefault: boolean; readonly forS: number | undefined },
): Promise<TdResult<undefined>> {
  const chat = await client.invoke({ _: 'getChat', chat_id: chatId })
  if (!chat.ok) return chat
  return mapResult(
    await client.invoke({
      _: 'setChatNotificationSettings',
      chat_id: chatId,
      notification_settings: {
        ...chat.value.notification_settings,
        use_default_mute_for: isDefault,
        mute_for: Math.min(forS ?? foreverS, foreverS),
      },
    }),
    () => undefined,
  )
}

/** Who reacted to a message: `isOwn` when this account did, and the people that Telegram names. */
export async function askWhoReacted(
  client: TdCaller,
  chatId: number,
  messageId: number,
): Promise<TdResult<{ readonly isOwn: boolean; readonly userIds: readonly number[] }>> {
  return mapResult(
    await client.invoke({
      _: 'getMessageAddedReactions',
      chat_id: chatId,
      message_id: messageId,
      offset: '',
      limit: reactionPage,
    }),
    ({ reactions }) => ({
      isOwn: reactions.some((one) => one.is_outgoing),
      userIds: reactions.flatMap(({ sender_id: sender }) =>
        sender._ === 'messageSenderUser' ? [sender.user_id] : [],
      ),
    }),
  )
}
