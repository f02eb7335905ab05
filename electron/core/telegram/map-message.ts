import type { MessageView, ReplyTo, SendFailure } from '#shared/contract/entities/message.ts'
import { drawsNothing } from '#shared/lib/visible-text.ts'
import type * as Td from 'tdlib-types'
import { asChatId, asMessageId } from './ids.ts'
import { mapContent, mapWritten, previewContent } from './map-content.ts'
import { mapText } from './map-text.ts'
import { readNamePart } from './names.ts'
import type { People } from './people.ts'
import { type RefusalCode, sortRefusalMessage } from './refusals.ts'
import { readSender } from './sender.ts'
import { classifyTdError } from './td-error.ts'

/** Finds the message that a reply answers, where the caller knows it. TDLib gives its content only for other chats. */
type FindRaw = (chatId: number, messageId: number) => Td.message | undefined

export function mapMessage(message: Td.message, people: People, findMessage: FindRaw): MessageView {
  const { sending_state: sending } = message
  const view: { -readonly [K in keyof MessageView]: MessageView[K] } = {
    chatId: asChatId(message.chat_id),
    id: asMessageId(message.id),
    sender: people.describeSender(readSender(message.sender_id), readNamePart(message.author_signature)),
    isOutgoing: message.is_outgoing,
    dateS: message.date,
    state: sending === undefined ? 'sent' : sending._ === 'messageSendingStatePending' ? 'pending' : 'failed',
    isMention: message.contains_unread_mention,
    content: mapContent(message, people.nameSender),
  }
  if (message.edit_date > 0) view.editedS = message.edit_date
  if (sending?._ === 'messageSendingStateFailed') view.failure = mapSendFailure(sending, message.date)
  if (message.reply_to?._ === 'messageReplyToMessage') {
    view.replyTo = mapReply(message.reply_to, message.chat_id, people, findMessage)
  }
  if (message.forward_info !== undefined) view.forwardedFrom = nameOrigin(message.forward_info.origin, people)
  if (message.via_bot_user_id !== 0) view.viaBot = people.nameUser(message.via_bot_user_id)
  return view
}

function mapReply(
  reply: Td.messageReplyToMessage,
  chatId: number,
  people: People,
  findMessage: FindRaw,
): ReplyTo {
  const view: { -readonly [K in keyof ReplyTo]: ReplyTo[K] } = {}
  if (reply.message_id !== 0) view.messageId = asMessageId(reply.message_id)
  if (reply.chat_id !== 0 && reply.chat_id !== chatId) view.chatId = asChatId(reply.chat_id)
  if (reply.quote !== undefined) view.quote = mapText(reply.quote.text)
  const known = findMessage(reply.chat_id === 0 ? chatId : reply.chat_id, reply.message_id)
  if (known !== undefined) {
    view.senderName = people.nameSender(known.sender_id)
    view.preview = previewContent(mapContent(known, people.nameSender))
  } else {
    if (reply.origin !== undefined) view.senderName = nameOrigin(reply.origin, people)
    const content = reply.content === undefined ? undefined : mapWritten(reply.content)
    if (content !== undefined) view.preview = previewContent(content)
  }
  return view
}

function nameOrigin(origin: Td.MessageOrigin, people: People): string {
  switch (origin._) {
    case 'messageOriginUser':
      return people.nameUser(origin.sender_user_id)
    case 'messageOriginHiddenUser':
      return drawsNothing(origin.sender_name) ? '?' : origin.sender_name
    case 'messageOriginChat':
      return people.nameSender({ _: 'messageSenderChat', chat_id: origin.sender_chat_id })
    case 'messageOriginChannel':
      return people.nameSender({ _: 'messageSenderChat', chat_id: origin.chat_id })
  }
}

/** Why Telegram did not accept a message. `nowS`: when sending failed, seconds since 1970. */
export function mapSendFailure(state: Td.messageSendingStateFailed, nowS: number): SendFailure {
  const { error } = state
  const base = { message: error.message, canRetry: state.can_retry }
  const failure = classifyTdError(error.code, error.message)
  if (failure.kind === 'flood_wait') {
    const seconds = Math.max(Math.ceil(state.retry_after), failure.seconds)
    const code = error.message.startsWith('SLOWMODE') ? 'slow_mode' : 'flood_wait'
    return { ...base, code, retryAtS: nowS + seconds }
  }
  return { ...base, code: nameSendFailure(sortRefusalMessage(error.message)) }
}

function nameSendFailure(code: RefusalCode): SendFailure['code'] {
  switch (code) {
    case 'forbidden':
      return 'write_forbidden'
    case 'peer_invalid':
    case 'chat_private':
    case 'chat_deleted':
    case 'chat_not_found':
      return 'chat_unavailable'
    case 'text_too_long':
      return 'text_too_long'
    default:
      return 'rejected'
  }
}
