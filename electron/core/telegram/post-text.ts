import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type * as Td from 'tdlib-types'
import { asMessageId } from './ids.ts'
import { unmapText } from './map-text.ts'
import { sortRefusal } from './refusals.ts'
import type { TdCaller, TdResult } from './td-client.ts'
import { mapResult } from './td-result.ts'

/**
 * Sends a text that no person typed in the chat: links get no preview, and the draft in the composer stays.
 * `isLoud`: the phones of the others ring. The result is TDLib's id of the message until it is sent.
 */
export async function postText(
  client: TdCaller,
  chatId: number,
  text: FormattedText,
  { isLoud }: { readonly isLoud: boolean },
): Promise<TdResult<MessageId>> {
  return mapResult(
    await client.invoke({
      _: 'sendMessage',
      chat_id: chatId,
      options: { _: 'messageSendOptions', disable_notification: !isLoud },
      input_message_content: writeContent(text),
    }),
    ({ id }) => asMessageId(id),
  )
}

/** Replaces the text of a posted message. Succeeds also when the text is already the same. */
export async function editPosted(
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

function writeContent(text: FormattedText): Td.InputMessageContent$Input {
  return {
    _: 'inputMessageText',
    text: unmapText(text),
    link_preview_options: { _: 'linkPreviewOptions', is_disabled: true },
    clear_draft: false,
  }
}
