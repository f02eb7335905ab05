import { type Message, toMessage } from './message.ts'
import type { TdCaller, TdResult } from './td-client.ts'
import { mapResult } from './td-result.ts'

/** What Telegram lets this account do with a message. */
export interface MessageAbilities {
  readonly canEdit: boolean
  readonly canDeleteForSelf: boolean
  readonly canDeleteForAll: boolean
  readonly canReply: boolean
  /** A link that opens the message for those who may see the chat. */
  readonly link?: string
}

/** Asks Telegram for a message that TDLib does not have. */
export async function readMessage(
  client: TdCaller,
  chatId: number,
  messageId: number,
): Promise<TdResult<Message>> {
  return mapResult(
    await client.invoke({ _: 'getMessage', chat_id: chatId, message_id: messageId }),
    toMessage,
  )
}

/** Deletes messages. Without a connection, TDLib stores the request and makes it later. */
export async function deleteMessages(
  client: TdCaller,
  chatId: number,
  messageIds: readonly number[],
  isForAll: boolean,
): Promise<TdResult<undefined>> {
  return mapResult(
    await client.invoke({
      _: 'deleteMessages',
      chat_id: chatId,
      message_ids: messageIds,
      revoke: isForAll,
    }),
    () => undefined,
  )
}

/** `isHere`: the answer to the message would be written in its own chat. */
export async function readAbilities(
  client: TdCaller,
  chatId: number,
  messageId: number,
  isHere: boolean,
): Promise<TdResult<MessageAbilities>> {
  const result = await client.invoke({
    _: 'getMessageProperties',
    chat_id: chatId,
    message_id: messageId,
  })
  if (!result.ok) return result
  const properties = result.value
  const abilities: MessageAbilities = {
    canEdit: properties.can_be_edited,
    canDeleteForSelf: properties.can_be_deleted_only_for_self,
    canDeleteForAll: properties.can_be_deleted_for_all_users,
    canReply: isHere ? properties.can_be_replied : properties.can_be_replied_in_another_chat,
  }
  const link = properties.can_get_link ? await findLink(client, chatId, messageId) : undefined
  return { ok: true, value: link === undefined ? abilities : { ...abilities, link } }
}

async function findLink(client: TdCaller, chatId: number, messageId: number): Promise<string | undefined> {
  const link = await client.invoke({
    _: 'getMessageLink',
    chat_id: chatId,
    message_id: messageId,
    media_timestamp: 0,
    for_album: false,
    in_message_thread: false,
  })
  return link.ok ? link.value.link : undefined
}
