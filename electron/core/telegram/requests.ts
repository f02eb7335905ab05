import type { ListId } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { toTdList } from './chats.ts'
import { supergroupOfChat } from '#shared/domain/telegram-ids/chat-id.ts'
import { asChatId } from './ids.ts'
import { type Message, toMessage } from './message.ts'
import type { TdCaller, TdResult } from './td-client.ts'
import { mapResult } from './td-result.ts'

/** Telegram gives at most so many at once; more reactions to one message are not looked at. */
const chatPage = 100
const reactionPage = 100
/** Telegram's word for "for ever" is anything above a year. */
const foreverS = 2 ** 31 - 1

/** TDLib tells of some more chats of a list; `complete`: it has told of every one. */
export async function loadChats(client: TdCaller, list: ListId): Promise<TdResult<'more' | 'complete'>> {
  const result = await client.invoke({ _: 'loadChats', chat_list: toTdList(list), limit: chatPage })
  if (result.ok) return { ok: true, value: 'more' }
  const { refusal } = result
  return refusal.kind === 'refused' && refusal.code === 404 ? { ok: true, value: 'complete' } : result
}

/** TDLib tells of a chat when it is asked for, if it knows it. */
export async function introduceChat(client: TdCaller, chatId: number): Promise<TdResult<undefined>> {
  return mapResult(await client.invoke({ _: 'getChat', chat_id: chatId }), () => undefined)
}

/** TDLib tells who this account is before it answers. */
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

/** As TDLib has it, without asking Telegram. */
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

/** The newest messages that TDLib has from `fromId` (0: the end) on, newest first, without asking Telegram. */
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

/** The message that another one answers or pins; undefined: it is gone. */
export async function readTarget(client: TdCaller, message: Message): Promise<TdResult<Message | undefined>> {
  const result = await client.invoke({
    _: 'getRepliedMessage',
    chat_id: message.chatId,
    message_id: message.id,
  })
  const isGone = !result.ok && result.refusal.kind === 'refused' && result.refusal.code === 404
  return isGone ? { ok: true, value: undefined } : mapResult(result, toMessage)
}

/** Members of a supergroup or channel; 0: Telegram does not say. */
export async function countMembers(client: TdCaller, chatId: number): Promise<TdResult<number>> {
  const id = supergroupOfChat(chatId)
  if (id === undefined) return { ok: true, value: 0 }
  return mapResult(
    await client.invoke({ _: 'getSupergroupFullInfo', supergroup_id: id }),
    (info) => info.member_count,
  )
}

/** The chat of the basic group that a supergroup was upgraded from; undefined: there is none, or it is not open. */
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

/** Marks everything up to the newest of them as read, on every device of the account. */
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

/** `isDefault`: the chat follows its scope. `forS`: seconds of silence, absent for ever. What else is set stays. */
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

/** Who reacted to a message: `isOwn` this account, and the people that Telegram names. */
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
