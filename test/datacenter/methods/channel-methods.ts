import { RpcError } from '../rpc.ts'
import type { MethodTable, TlObject } from '../rpc.ts'
import { isAdministrator } from '../world/chat-kind.ts'
import { Related, describeUser } from '../world/describe-batch.ts'
import { describeChannelParticipant, describeChat, describeNotifySettings } from '../world/describe-chat.ts'
import { addMembers, createChat, removeMember } from '../world/members.ts'
import type { Chat, Member } from '../world/model.ts'
import { countUnread } from '../world/reading.ts'
import { listScheduled } from '../world/scheduled.ts'
import { checkSenderChat, listOwnChannels } from '../world/send-message.ts'
import type { World } from '../world/world.ts'
import {
  answerWithNewChat,
  answerWithUpdates,
  asNumber,
  asObject,
  asObjects,
  asText,
  resolveChannel,
  resolveChat,
  resolveUser,
} from './peers.ts'

const maxParticipantsPage = 200

/** Supergroups and channels. */
export function createChannelMethods(world: World): MethodTable {
  return {
    'channels.getChannels': ({ userId }, parameters) => ({
      _: 'messages.chats',
      chats: asObjects(parameters['id']).map((input) => {
        const chat = world.chats.get(asNumber(input['channel_id'], -1))
        if (chat === undefined) throw new RpcError(400, 'CHANNEL_INVALID')
        return describeChat(world, userId, chat)
      }),
    }),
    'channels.getFullChannel': ({ userId }, parameters) =>
      describeFullChannel(world, userId, resolveChannel(world, userId, asObject(parameters['channel']))),
    'channels.getParticipants': ({ userId }, parameters) => getParticipants(world, userId, parameters),
    'channels.getParticipant': ({ userId }, parameters) => {
      const chat = resolveChannel(world, userId, asObject(parameters['channel']))
      const person = resolveUser(world, userId, asObject(parameters['participant']))
      const member = chat.members.get(person.id) ?? chat.banned.get(person.id)
      if (member === undefined) throw new RpcError(400, 'USER_NOT_PARTICIPANT')
      const related = new Related(world)
      related.addPerson(person.id)
      related.addPerson(member.inviterId)
      related.addChat(chat)
      const participant = describeChannelParticipant(chat, member, userId)
      return { _: 'channels.channelParticipant', participant, ...related.describe(userId) }
    },
    'channels.createChannel': (context, parameters) => {
      const kind = parameters['broadcast'] === true ? 'channel' : 'supergroup'
      return answerWithNewChat(world, context, () => {
        const title = asText(parameters['title'])
        const chat = createChat(world, kind, title, context.userId, [], asText(parameters['about']))
        // Newcomers of a fresh group see nothing older than their joining until its owner says otherwise.
        chat.isHistoryHidden = kind === 'supergroup'
        return chat
      })
    },
    'channels.joinChannel': (context, parameters) => {
      const chat = resolveChannel(world, context.userId, asObject(parameters['channel']))
      return answerWithUpdates(world, context, () =>
        addMembers(world, chat, [context.userId], context.userId),
      ).updates
    },
    'channels.leaveChannel': (context, parameters) => {
      const chat = resolveChannel(world, context.userId, asObject(parameters['channel']))
      return answerWithUpdates(world, context, () =>
        removeMember(world, chat, context.userId, context.userId),
      ).updates
    },
    'channels.exportMessageLink': ({ userId }, parameters) => {
      const chat = resolveChannel(world, userId, asObject(parameters['channel']))
      const link = `https://t.me/${chat.username ?? `c/${chat.id}`}/${asNumber(parameters['id'])}`
      return { _: 'exportedMessageLink', link, html: '' }
    },
    'channels.getSendAs': ({ userId }, parameters): TlObject => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      const isAnonymous = chat.members.get(userId)?.isAnonymous === true
      const chats = [...(isAnonymous ? [chat] : []), ...listOwnChannels(world, userId)]
      const peers = chats.map(({ id }) => ({ _: 'peerChannel', channel_id: id }))
      const self = { _: 'peerUser', user_id: userId }
      return {
        _: 'channels.sendAsPeers',
        peers: [...(isAnonymous ? [] : [self]), ...peers].map((peer) => ({ _: 'sendAsPeer', peer })),
        chats: chats.map((one) => describeChat(world, userId, one)),
        users: [describeUser(world, userId, world.person(userId))],
      }
    },
    'messages.saveDefaultSendAs': (context, parameters) => {
      const { userId } = context
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      const input = asObject(parameters['send_as'])
      const view = chat.views.get(userId)
      if (view === undefined) throw new RpcError(400, 'PEER_ID_INVALID')
      view.sendAsChatId = input._ === 'inputPeerChannel' ? asNumber(input['channel_id']) : undefined
      if (view.sendAsChatId !== undefined) checkSenderChat(world, chat, userId, view.sendAsChatId)
      return true
    },
    'channels.getChannelRecommendations': (): TlObject => ({ _: 'messages.chats', chats: [] }),
  }
}

function describeFullChannel(world: World, userId: number, chat: Chat): TlObject {
  const view = chat.views.get(userId)
  const related = new Related(world)
  related.addChat(chat)
  const origin = chat.migratedFrom === undefined ? undefined : world.chats.get(chat.migratedFrom)
  if (origin !== undefined) related.addChat(origin)
  const linked = chat.linkedChatId === undefined ? undefined : world.chats.get(chat.linkedChatId)
  if (linked !== undefined) related.addChat(linked)
  const members = [...chat.members.values()]
  const pinned = chat.messages.findLast((message) => message?.isPinned === true)
  const isAdmin = isAdministrator(chat.members.get(userId))
  const isGroup = chat.kind === 'supergroup'
  return {
    _: 'messages.chatFull',
    full_chat: {
      _: 'channelFull',
      id: chat.id,
      can_view_participants: isGroup || isAdmin,
      hidden_prehistory: chat.isHistoryHidden,
      can_delete_channel: chat.members.get(userId)?.role === 'creator',
      available_min_id: (view?.hiddenUpTo ?? 0) > 0 ? view?.hiddenUpTo : undefined,
      about: chat.about,
      participants_count: members.length,
      admins_count: isAdmin ? members.filter(isAdministrator).length : undefined,
      kicked_count: isAdmin ? chat.banned.size : undefined,
      banned_count: isAdmin ? 0 : undefined,
      online_count: members.filter((member) => world.people.get(member.userId)?.isOnline === true).length,
      read_inbox_max_id: view?.readInbox ?? 0,
      read_outbox_max_id: view?.readOutbox ?? 0,
      unread_count: view === undefined ? 0 : countUnread(view),
      chat_photo: { _: 'photoEmpty', id: 0n },
      notify_settings: describeNotifySettings(view),
      bot_info: [],
      migrated_from_chat_id: origin === undefined ? undefined : BigInt(origin.id),
      migrated_from_max_id: origin === undefined ? undefined : (world.messageIdOfLast(origin, userId) ?? 0),
      pinned_msg_id: pinned?.number,
      folder_id: view?.folderId === 1 ? 1 : undefined,
      slowmode_seconds: chat.slowModeSeconds > 0 ? chat.slowModeSeconds : undefined,
      slowmode_next_send_date: (view?.slowModeUntil ?? 0) > world.now() ? view?.slowModeUntil : undefined,
      pts: chat.log.pts,
      available_reactions: { _: 'chatReactionsAll' },
      has_scheduled: listScheduled(world, userId, chat).length > 0,
      linked_chat_id: chat.linkedChatId === undefined ? undefined : BigInt(chat.linkedChatId),
      default_send_as: describeDefaultSender(chat, userId),
    },
    ...related.describe(userId),
  }
}

/** In whose name this member writes: an anonymous administrator's is the group itself. */
function describeDefaultSender(chat: Chat, userId: number): TlObject | undefined {
  if (chat.kind !== 'supergroup') return undefined
  const isAnonymous = chat.members.get(userId)?.isAnonymous === true
  const senderId = isAnonymous ? chat.id : chat.views.get(userId)?.sendAsChatId
  return senderId === undefined
    ? { _: 'peerUser', user_id: userId }
    : { _: 'peerChannel', channel_id: senderId }
}

function getParticipants(world: World, userId: number, parameters: TlObject): TlObject {
  const chat = resolveChannel(world, userId, asObject(parameters['channel']))
  if (chat.kind === 'channel' && !isAdministrator(chat.members.get(userId)))
    throw new RpcError(400, 'CHAT_ADMIN_REQUIRED')
  const filter = asObject(parameters['filter'])
  const people = filter._ === 'channelParticipantsKicked' ? chat.banned : chat.members
  const matching = [...people.values()].filter(createParticipantFilter(world, userId, filter))
  const offset = Math.max(0, asNumber(parameters['offset']))
  const page = matching.slice(
    offset,
    offset + Math.min(asNumber(parameters['limit'], maxParticipantsPage), maxParticipantsPage),
  )
  const related = new Related(world)
  related.addChat(chat)
  for (const member of page) {
    related.addPerson(member.userId)
    related.addPerson(member.inviterId)
  }
  return {
    _: 'channels.channelParticipants',
    count: matching.length,
    participants: page.map((member) => describeChannelParticipant(chat, member, userId)),
    ...related.describe(userId),
  }
}

function createParticipantFilter(
  world: World,
  userId: number,
  filter: TlObject,
): (member: Member) => boolean {
  const query = asText(filter['q']).toLowerCase()
  const hasName = (member: Member): boolean => {
    const person = world.people.get(member.userId)
    return `${person?.firstName ?? ''} ${person?.lastName ?? ''} ${person?.username ?? ''}`
      .toLowerCase()
      .includes(query)
  }
  switch (filter._) {
    case 'channelParticipantsAdmins':
      return isAdministrator
    case 'channelParticipantsBots':
      return (member) => world.people.get(member.userId)?.isBot === true
    case 'channelParticipantsBanned':
      return (member) => member.role === 'restricted' && hasName(member)
    case 'channelParticipantsContacts':
      return (member) => world.person(userId).contacts.has(member.userId) && hasName(member)
    default:
      return hasName
  }
}
