import type * as Td from 'tdlib-types'
import type { OutboxEntry, OutboxReply } from '../store/store.ts'
import { unmapText } from '../telegram/map-text.ts'
import { sortRefusal } from '../telegram/refusals.ts'
import type { TdRefusal } from '../telegram/td-client.ts'

/** The call that gives TDLib a text of the outbox. */
export function writeSendRequest(entry: OutboxEntry): { readonly _: 'sendMessage' } & Td.sendMessage {
  return {
    _: 'sendMessage',
    chat_id: entry.chatId,
    ...(entry.replyTo === undefined ? {} : { reply_to: writeReply(entry.replyTo) }),
    input_message_content: { _: 'inputMessageText', text: unmapText(entry.text), clear_draft: true },
  }
}

function writeReply({ messageId, quote }: OutboxReply): Td.InputMessageReplyTo$Input {
  if (quote === undefined) return { _: 'inputMessageReplyToMessage', message_id: messageId }
  return {
    _: 'inputMessageReplyToMessage',
    message_id: messageId,
    quote: {
      _: 'inputTextQuote',
      text: { _: 'formattedText', text: quote.text, entities: [] },
      position: quote.position,
    },
  }
}

/** Why TDLib did not even take a text. */
export function nameSendRefusal(
  refusal: TdRefusal,
): 'write_forbidden' | 'chat_not_found' | 'text_too_long' | 'text_empty' | 'rejected' {
  const code = sortRefusal(refusal)
  switch (code) {
    case 'chat_not_found':
    case 'text_too_long':
    case 'text_empty':
      return code
    case 'forbidden':
    case 'kicked':
    case 'no_right':
      return 'write_forbidden'
    default:
      return 'rejected'
  }
}
