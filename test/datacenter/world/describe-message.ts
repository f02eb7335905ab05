import type { TlObject } from '../rpc.ts'
import { findOtherUserId, isChannel } from './chat-kind.ts'
import { describeMedia } from './media.ts'
import { describeReactions } from './describe-reactions.ts'
import type { Chat, Message } from './model.ts'
import type { World } from './world.ts'

/** The peer by which this account knows the chat. */
export function describePeer(chat: Chat, viewerId: number): TlObject {
  switch (chat.kind) {
    case 'private':
      return { _: 'peerUser', user_id: findOtherUserId(chat, viewerId) }
    case 'basicGroup':
      return { _: 'peerChat', chat_id: chat.id }
    default:
      return { _: 'peerChannel', channel_id: chat.id }
  }
}

/**
 * A message as this account sees it: own id, own side, own mentions.
 * @param scheduledId of one that still waits for its time
 */
export function describeMessage(
  world: World,
  viewerId: number,
  message: Message,
  scheduledId?: number,
): TlObject {
  const { chat } = message
  const id = scheduledId ?? world.messageId(message, viewerId)
  const peer = describePeer(chat, viewerId)
  if (id === undefined) return { _: 'messageEmpty', id: 0, peer_id: peer }
  const isOut = message.fromId === viewerId && message.forward?.isAutomatic !== true
  const isMentioned = message.mentioned.includes(viewerId)
  const common = {
    id,
    out: isOut,
    mentioned: isMentioned,
    // The mark "not seen yet" of a mention; it goes when the mention is read.
    media_unread: isMentioned && chat.views.get(viewerId)?.unreadMentions.has(message.number) === true,
    silent: message.isSilent,
    post: chat.kind === 'channel',
    from_id: describeSender(message),
    peer_id: peer,
    reply_to: describeReply(world, viewerId, message),
    date: message.date,
  }
  const action = describeAction(message)
  if (action !== undefined) return { _: 'messageService', ...common, action }
  const isPost = chat.kind === 'channel'
  return {
    _: 'message',
    ...common,
    from_scheduled: message.isFromScheduled,
    pinned: message.isPinned,
    fwd_from: describeForward(message),
    via_bot_id: message.viaBotId,
    message: message.text,
    media: describeMedia(message),
    entities: message.entities.length > 0 ? message.entities : undefined,
    views: isPost ? 1 : undefined,
    forwards: isPost ? 0 : undefined,
    edit_date: message.editDate,
    reactions: message.reactions === undefined ? undefined : describeReactions(message, viewerId),
  }
}

function describeSender(message: Message): TlObject | undefined {
  const { chat } = message
  if (chat.kind === 'channel') return undefined
  if (message.senderChatId !== undefined) return { _: 'peerChannel', channel_id: message.senderChatId }
  return { _: 'peerUser', user_id: message.fromId }
}

function describeReply(world: World, viewerId: number, message: Message): TlObject | undefined {
  const { reply, service } = message
  const chat = reply?.chatId === undefined ? message.chat : world.chat(reply.chatId)
  const number = service?.kind === 'pin' ? service.message : reply?.number
  if (number === undefined) return undefined
  const id = isChannel(chat) ? number : chat.views.get(viewerId)?.boxIds?.[number]
  if (id === undefined) return undefined
  return {
    _: 'messageReplyHeader',
    reply_to_msg_id: id,
    ...(chat === message.chat ? {} : describeElsewhere(chat, number)),
    quote: reply?.quote !== undefined,
    quote_text: reply?.quote,
    quote_entities: reply?.quoteEntities,
    quote_offset: reply?.quoteOffset,
  }
}

/** Where an answered message of another chat is, and who wrote it. */
function describeElsewhere(chat: Chat, number: number): Partial<TlObject> {
  const answered = chat.messages[number - 1]
  return {
    reply_to_peer_id: isChannel(chat)
      ? { _: 'peerChannel', channel_id: chat.id }
      : { _: 'peerChat', chat_id: chat.id },
    reply_from: {
      _: 'messageFwdHeader',
      from_id: { _: 'peerUser', user_id: answered?.fromId ?? 0 },
      date: answered?.date ?? 0,
    },
  }
}

function describeForward({ forward }: Message): TlObject | undefined {
  if (forward === undefined) return undefined
  const savedFrom = forward.isAutomatic ? forward.post : undefined
  return {
    _: 'messageFwdHeader',
    from_id:
      forward.fromChatId === undefined
        ? { _: 'peerUser', user_id: forward.fromId }
        : { _: 'peerChannel', channel_id: forward.fromChatId },
    channel_post: forward.post?.number,
    saved_from_peer: savedFrom === undefined ? undefined : { _: 'peerChannel', channel_id: savedFrom.chatId },
    saved_from_msg_id: savedFrom?.number,
    date: forward.date,
  }
}

function describeAction(message: Message): TlObject | undefined {
  const { service } = message
  if (service === undefined) return undefined
  switch (service.kind) {
    case 'chatCreate':
      return { _: 'messageActionChatCreate', title: service.title, users: service.userIds }
    case 'channelCreate':
      return { _: 'messageActionChannelCreate', title: service.title }
    case 'addUsers':
      return { _: 'messageActionChatAddUser', users: service.userIds }
    case 'joinedByLink':
      return { _: 'messageActionChatJoinedByLink', inviter_id: findCreatorId(message) }
    case 'removeUser':
      return { _: 'messageActionChatDeleteUser', user_id: service.userId }
    case 'editTitle':
      return { _: 'messageActionChatEditTitle', title: service.title }
    case 'pin':
      return { _: 'messageActionPinMessage' }
    case 'migrateTo':
      return { _: 'messageActionChatMigrateTo', channel_id: service.chatId }
    case 'migrateFrom':
      return { _: 'messageActionChannelMigrateFrom', title: service.title, chat_id: service.chatId }
    default:
      return { _: 'messageActionContactSignUp' }
  }
}

function findCreatorId(message: Message): number {
  for (const member of message.chat.members.values()) if (member.role === 'creator') return member.userId
  return message.fromId
}
