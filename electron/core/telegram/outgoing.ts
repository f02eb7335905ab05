import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type * as Td from 'tdlib-types'
import type { RemoteDraft } from './chats.ts'
import { unmapText } from './map-text.ts'
import { type Message, readText, toMessage } from './message.ts'
import type { TdCaller, TdResult } from './td-client.ts'
import { mapResult } from './td-result.ts'

// Everything the user writes is sent with these calls only. A caller must ask the guard of notes first:
// `ways-out.test.ts` lists the callers.

export interface OutgoingText {
  readonly chatId: ChatId
  readonly text: FormattedText
  readonly replyTo?: OutgoingReply | undefined
}

export interface OutgoingReply {
  /** The chat of the answered message, when it is another one than that of the text. */
  readonly chatId?: ChatId | undefined
  readonly messageId: MessageId
  /** The quoted part of the answered message: its words and where they begin. */
  readonly quote?: { readonly text: string; readonly position: number } | undefined
}

/**
 * Sends a text. The result is the message as TDLib accepted it: with a temporary id, until Telegram has it. TDLib
 * drops its draft of the chat.
 */
export async function sendText(
  client: TdCaller,
  { chatId, replyTo, text }: OutgoingText,
): Promise<TdResult<Message>> {
  return mapResult(
    await client.invoke({
      _: 'sendMessage',
      chat_id: chatId,
      ...(replyTo === undefined ? {} : { reply_to: writeReply(replyTo) }),
      input_message_content: { _: 'inputMessageText', text: unmapText(text), clear_draft: true },
    }),
    toMessage,
  )
}

/**
 * Sends a failed message again: TDLib replaces it with a new message with the same text. Undefined when TDLib did
 * not accept it.
 */
export async function resendMessage(
  client: TdCaller,
  { chatId, id }: Message,
): Promise<TdResult<Message | undefined>> {
  return mapResult(
    await client.invoke({ _: 'resendMessages', chat_id: chatId, message_ids: [id] }),
    ({ messages: [again] }) => (again === undefined || again === null ? undefined : toMessage(again)),
  )
}

/** Changes the words of a message: of a text the text itself, of anything else its caption. */
export async function editMessage(
  client: TdCaller,
  message: Message,
  text: FormattedText,
): Promise<TdResult<undefined>> {
  const target = { chat_id: message.chatId, message_id: message.id }
  const words = unmapText(text)
  const edited = await (readText(message) === undefined
    ? client.invoke({ _: 'editMessageCaption', ...target, caption: words })
    : client.invoke({
        _: 'editMessageText',
        ...target,
        input_message_content: { _: 'inputMessageText', text: words },
      }))
  return mapResult(edited, () => undefined)
}

/** Shares the draft with the composers of other devices. `dateS`: when the draft was written, seconds since 1970. */
export async function shareDraft(
  client: TdCaller,
  chatId: number,
  draft: RemoteDraft,
  dateS: number,
): Promise<void> {
  await client.invoke({ _: 'setChatDraftMessage', chat_id: chatId, ...writeDraft(draft, dateS) })
}

/** Shows the others for some seconds that this account is typing. */
export async function tellTyping(client: TdCaller, chatId: number): Promise<TdResult<undefined>> {
  return mapResult(
    await client.invoke({ _: 'sendChatAction', chat_id: chatId, action: { _: 'chatActionTyping' } }),
    () => undefined,
  )
}

function writeReply({ chatId, messageId, quote }: OutgoingReply): Td.InputMessageReplyTo$Input {
  const words =
    quote === undefined
      ? {}
      : {
          quote: {
            _: 'inputTextQuote' as const,
            text: { _: 'formattedText' as const, text: quote.text, entities: [] },
            position: quote.position,
          },
        }
  return chatId === undefined
    ? { _: 'inputMessageReplyToMessage', message_id: messageId, ...words }
    : { _: 'inputMessageReplyToExternalMessage', chat_id: chatId, message_id: messageId, ...words }
}

function writeDraft(
  { replyToChatId, replyToMessageId, text }: RemoteDraft,
  dateS: number,
): { readonly draft_message?: Td.draftMessage$Input } {
  // A reply without a text stays on this machine.
  if (text === '') return {}
  return {
    draft_message: {
      _: 'draftMessage',
      date: dateS,
      input_message_text: {
        _: 'inputMessageText',
        text: { _: 'formattedText', text, entities: [] },
        clear_draft: false,
      },
      ...(replyToMessageId === undefined
        ? {}
        : { reply_to: writeReply({ chatId: replyToChatId, messageId: replyToMessageId }) }),
    },
  }
}
