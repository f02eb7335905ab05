import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import { asMessageId } from './ids.ts'
import { unmapText } from './map-text.ts'
import type { TdCaller, TdResult } from './td-client.ts'

/**
 * Gives TDLib a text that no person typed in the chat: links get no preview, and what stands in the composer stays.
 * `isLoud`: the phones of the others ring. The value is TDLib's id of the message until it is sent.
 */
export async function postText(
  client: TdCaller,
  chatId: number,
  text: FormattedText,
  { isLoud }: { readonly isLoud: boolean },
): Promise<TdResult<MessageId>> {
  const sent = await client.invoke({
    _: 'sendMessage',
    chat_id: chatId,
    options: { _: 'messageSendOptions', disable_notification: !isLoud },
    input_message_content: {
      _: 'inputMessageText',
      text: unmapText(text),
      link_preview_options: { _: 'linkPreviewOptions', is_disabled: true },
      clear_draft: false,
    },
  })
  return sent.ok ? { ok: true, value: asMessageId(sent.value.id) } : sent
}
