import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessagePreview, MessageView, SendFailure } from '#shared/contract/entities/message.ts'
import { drawsNothing } from '#shared/lib/visible-text.ts'
import type * as Td from 'tdlib-types'
import { asChatId, asMessageId } from './ids.ts'
import { isServiceContent, mapContent, mapWritten, previewContent } from './map-content.ts'
import { mapMessage, mapSendFailure } from './map-message.ts'
import { mapText } from './map-text.ts'
import type { People } from './people.ts'
import { readSender, type MessageSender } from './sender.ts'

declare const opaque: unique symbol

/** TDLib's object inside one of our types. Only `telegram/` looks into it. */
export interface Opaque<Name extends string> {
  readonly [opaque]: Name
}

/** The content of a message, before it is mapped for display. */
export type Content = Opaque<'content'>

/** A kind of reaction to a message. */
export interface ReactionKind {
  readonly count: number
  /** True when this account chose this reaction. */
  readonly isOwn: boolean
  /** How many people and chats Telegram names as having reacted. */
  readonly namedCount: number
  /** The people among those named. */
  readonly userIds: readonly number[]
}

export interface MessageReactions {
  readonly kinds: readonly ReactionKind[]
  /** True when Telegram tells who the others are when it is asked. */
  readonly canAskWho: boolean
}

/**
 * A message as TDLib has it. The cheap facts are ready; the content is mapped only where it is shown
 * (`viewMessage`).
 */
export interface Message {
  readonly chatId: ChatId
  readonly id: MessageId
  readonly sender: MessageSender
  /** When the message was written, and when it was last edited (0: never); seconds since 1970. */
  readonly dateS: number
  readonly editedS: number
  readonly isOutgoing: boolean
  readonly state: MessageView['state']
  /** True when Telegram is to send the message later. */
  readonly isScheduled: boolean
  readonly isMention: boolean
  readonly isChannelPost: boolean
  /** True when the message was copied here from a linked channel, not forwarded by a person. */
  readonly isAutomaticForward: boolean
  /** True when the message was written elsewhere, and forwarded or imported. */
  readonly isForwarded: boolean
  /** True when a bot wrote the message for its sender. */
  readonly isViaBot: boolean
  /** True when the message reports an event in the chat, which nobody wrote. */
  readonly isService: boolean
  /** The message of the same chat that this message answers or pins. */
  readonly targetId: MessageId | undefined
  readonly reactions: MessageReactions | undefined
  readonly payload: Opaque<'message'>
}

export function toMessage(raw: Td.message): Message {
  const { forward_info: forward, interaction_info: interaction, sending_state: sending } = raw
  const sender = readSender(raw.sender_id)
  return {
    chatId: asChatId(raw.chat_id),
    id: asMessageId(raw.id),
    sender,
    dateS: raw.date,
    editedS: raw.edit_date,
    isOutgoing: raw.is_outgoing,
    state: sending === undefined ? 'sent' : sending._ === 'messageSendingStatePending' ? 'pending' : 'failed',
    isScheduled: raw.scheduling_state !== undefined,
    isMention: raw.contains_unread_mention,
    isChannelPost: raw.is_channel_post,
    isAutomaticForward: sender.kind === 'chat' && forward?.source?.chat_id === sender.id,
    isForwarded: forward !== undefined || raw.import_info !== undefined,
    isViaBot: raw.via_bot_user_id !== 0,
    isService: isServiceContent(raw.content),
    targetId: findTarget(raw),
    reactions: readReactions(interaction?.reactions),
    payload: raw as unknown as Opaque<'message'>,
  }
}

/** TDLib's object of a message. For `telegram/`, and for code that still works with TDLib's objects. */
export function rawOf(message: Message): Td.message {
  return message.payload as unknown as Td.message
}

export function toContent(content: Td.MessageContent): Content {
  return content as unknown as Content
}

/** The same message with other content. */
export function withContent(message: Message, content: Content): Message {
  return toMessage({ ...rawOf(message), content: content as unknown as Td.MessageContent })
}

export function withEditDate(message: Message, editedS: number): Message {
  return toMessage({ ...rawOf(message), edit_date: editedS })
}

export function withReadMention(message: Message): Message {
  return toMessage({ ...rawOf(message), contains_unread_mention: false })
}

/** Says in which conversation a message is shown, and under which id. */
export type PlaceMessage = (
  chatId: ChatId,
  messageId: MessageId,
) => { readonly chatId: ChatId; readonly messageId: MessageId }

/** The message as its conversation shows it: it, and what it answers or pins, have the ids that they have there. */
export function placeMessage(message: Message, place: PlaceMessage): Message {
  const raw = rawOf(message)
  const at = place(message.chatId, message.id)
  const replyTo = placeReply(raw, place)
  if (at.chatId === message.chatId && replyTo === raw.reply_to) return message
  const { content } = raw
  const isPin = content._ === 'messagePinMessage' && content.message_id !== 0
  return toMessage({
    ...raw,
    chat_id: at.chatId,
    id: at.messageId,
    ...(replyTo === undefined ? {} : { reply_to: replyTo }),
    ...(isPin
      ? {
          content: {
            ...content,
            message_id: place(message.chatId, asMessageId(content.message_id)).messageId,
          },
        }
      : {}),
  })
}

function placeReply(
  { chat_id: ownChatId, reply_to: reply }: Td.message,
  place: PlaceMessage,
): Td.message['reply_to'] {
  if (reply?._ !== 'messageReplyToMessage' || reply.message_id === 0) return reply
  const chatId = reply.chat_id === 0 ? ownChatId : reply.chat_id
  const at = place(asChatId(chatId), asMessageId(reply.message_id))
  return at.chatId === chatId ? reply : { ...reply, chat_id: at.chatId, message_id: at.messageId }
}

/** True for the last message of a group that became a supergroup, which says that it did. */
export function isUpgradeEnd(message: Message): boolean {
  return rawOf(message).content._ === 'messageChatUpgradeTo'
}

/** Finds the message that a reply answers, where the caller knows it. TDLib gives its content only for other chats. */
export type FindMessage = (chatId: number, messageId: number) => Message | undefined

/** A message as it is shown. The view holds the current names, so it is built again where names matter. */
export function viewMessage(message: Message, people: People, findMessage: FindMessage): MessageView {
  return mapMessage(rawOf(message), people, (chatId, id) => {
    const found = findMessage(chatId, id)
    return found === undefined ? undefined : rawOf(found)
  })
}

/** A one-line preview of the message. */
export function previewMessage(message: Message, people: People): MessagePreview {
  return previewContent(mapContent(rawOf(message), people.nameSender))
}

/** The text of a message; undefined when the message is not a text. */
export function readText(message: Message): FormattedText | undefined {
  const { content } = rawOf(message)
  return content._ === 'messageText' ? mapText(content.text) : undefined
}

/**
 * The plain words of a text message, also of a single emoji, which TDLib gives as an animation. Undefined when the
 * message is not a text.
 */
export function readPlainText(message: Message): string | undefined {
  const content = mapWritten(rawOf(message).content)
  return content?.kind === 'text' ? content.text.text : undefined
}

/** True for a text in which a reader sees nothing. */
export function isUnseenText(message: Message): boolean {
  const { content } = rawOf(message)
  return content._ === 'messageText' && drawsNothing(content.text.text)
}

/** The text of a message, or the caption of a file. */
export function readTextOrCaption(message: Message): FormattedText | undefined {
  const { content } = rawOf(message)
  return 'caption' in content ? mapText(content.caption) : readText(message)
}

/** Why Telegram did not accept a message of this account. Undefined when Telegram accepted it or has not answered. */
export function readSendFailure(message: Message): SendFailure | undefined {
  const { date, sending_state: sending } = rawOf(message)
  return sending?._ === 'messageSendingStateFailed' ? mapSendFailure(sending, date) : undefined
}

/**
 * Whole seconds until Telegram accepts a failed message again. Undefined when it never will, or the message did not
 * fail.
 */
export function readRetryWaitS(message: Message): number | undefined {
  const { sending_state: sending } = rawOf(message)
  const canRetry = sending?._ === 'messageSendingStateFailed' && sending.can_retry
  return canRetry ? Math.ceil(sending.retry_after) : undefined
}

/** True when Telegram has the message, and everybody in the chat can see it. */
export function isSent({ isScheduled, state }: Message): boolean {
  return state === 'sent' && !isScheduled
}

/** True when the message reports that somebody joined or left the group. */
export function isAboutMembers(message: Message): boolean {
  switch (rawOf(message).content._) {
    case 'messageChatAddMembers':
    case 'messageChatDeleteMember':
    case 'messageChatJoinByLink':
    case 'messageChatJoinByRequest':
      return true
    default:
      return false
  }
}

export function readReactions(reactions: Td.messageReactions | undefined): MessageReactions | undefined {
  if (reactions === undefined) return undefined
  return {
    canAskWho: reactions.can_get_added_reactions,
    kinds: reactions.reactions.map((kind) => ({
      count: kind.total_count,
      isOwn: kind.is_chosen,
      namedCount: kind.recent_sender_ids.length,
      userIds: kind.recent_sender_ids.flatMap((one) => (one._ === 'messageSenderUser' ? [one.user_id] : [])),
    })),
  }
}

function findTarget({ chat_id: ownChatId, content, reply_to: reply }: Td.message): MessageId | undefined {
  if (content._ === 'messagePinMessage') return nameMessage(content.message_id)
  if (reply?._ !== 'messageReplyToMessage') return undefined
  const isHere = reply.chat_id === 0 || reply.chat_id === ownChatId
  return isHere ? nameMessage(reply.message_id) : undefined
}

const nameMessage = (id: number): MessageId | undefined => (id === 0 ? undefined : asMessageId(id))
