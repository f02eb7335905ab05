import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type * as Td from 'tdlib-types'
import { asMessageId } from './ids.ts'
import { unmapText } from './map-text.ts'
import { type Message, toMessage } from './message.ts'
import { sortRefusal } from './refusals.ts'
import { mapResult } from './requests.ts'
import type { TdCaller, TdResult } from './td-client.ts'

/**
 * Gives TDLib a text that makes no sound for anybody. The answer is the id until Telegram has it; `message_sent` or
 * `message_failed` follows.
 */
export async function sendSilently(
  client: TdCaller,
  chatId: number,
  text: FormattedText,
): Promise<TdResult<MessageId>> {
  return mapResult(
    await client.invoke({
      _: 'sendMessage',
      chat_id: chatId,
      options: { _: 'messageSendOptions', disable_notification: true },
      input_message_content: writeContent(text),
    }),
    ({ id }) => asMessageId(id),
  )
}

/** The message says this from then on; also when it said it before. */
export async function editText(
  client: TdCaller,
  chatId: number,
  messageId: number,
  text: FormattedText,
): Promise<TdResult<undefined>> {
  const edited = await client.invoke({
    _: 'editMessageText',
    chat_id: chatId,
    message_id: messageId,
    input_message_content: writeContent(text),
  })
  const isSame = !edited.ok && sortRefusal(edited.refusal) === 'not_modified'
  return isSame ? { ok: true, value: undefined } : mapResult(edited, () => undefined)
}

/** Takes messages away from everybody who has them. */
export async function deleteForAll(
  client: TdCaller,
  chatId: number,
  messageIds: readonly number[],
): Promise<TdResult<undefined>> {
  return mapResult(
    await client.invoke({ _: 'deleteMessages', chat_id: chatId, message_ids: messageIds, revoke: true }),
    () => undefined,
  )
}

/** The newest message of a chat that the words are found in; undefined: there is none. */
export async function findNewest(
  client: TdCaller,
  chatId: number,
  query: string,
): Promise<TdResult<Message | undefined>> {
  return mapResult(
    await client.invoke({
      _: 'searchChatMessages',
      chat_id: chatId,
      query,
      from_message_id: 0,
      offset: 0,
      limit: 1,
    }),
    ({ messages: [newest] }) => (newest === undefined ? undefined : toMessage(newest)),
  )
}

/** Without a preview of links, and without touching the draft of the chat. */
function writeContent(text: FormattedText): Td.InputMessageContent$Input {
  return {
    _: 'inputMessageText',
    text: unmapText(text),
    link_preview_options: { _: 'linkPreviewOptions', is_disabled: true },
    clear_draft: false,
  }
}
