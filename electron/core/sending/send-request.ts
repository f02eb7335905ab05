import type * as Td from 'tdlib-types'
import type { OutboxEntry, OutboxReply } from '../store/store.ts'
import { unmapText } from '../telegram/map-text.ts'

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
  message: string,
): 'write_forbidden' | 'chat_not_found' | 'text_too_long' | 'text_empty' | 'rejected' {
  if (/Chat not found/iu.test(message)) return 'chat_not_found'
  if (/Message is too long|text is too long/iu.test(message)) return 'text_too_long'
  if (/must be non-empty/iu.test(message)) return 'text_empty'
  return /no write access|not enough rights|FORBIDDEN|restricted|kicked/iu.test(message)
    ? 'write_forbidden'
    : 'rejected'
}
