import type { TlObject } from '../rpc.ts'
import { isAdministrator } from './chat-kind.ts'
import type { Chat, Member, View } from './model.ts'
import type { World } from './world.ts'

const writeRights = [
  'send_messages', 'send_media', 'send_stickers', 'send_gifs', 'send_games', 'send_inline', 'embed_links', 'send_polls',
  'send_photos', 'send_videos', 'send_roundvideos', 'send_audios', 'send_voices', 'send_docs', 'send_plain',
] // prettier-ignore

function setFlags(names: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(names.map((name) => [name, true as const]))
}

const noWriting = setFlags(writeRights)

/** What ordinary members may not do. */
export function describeDefaultRights(chat: Chat): TlObject {
  return {
    _: 'chatBannedRights',
    ...(chat.isReadOnly ? noWriting : {}),
    change_info: true,
    pin_messages: true,
    until_date: 2_147_483_647,
  }
}

export function describeBannedRights(): TlObject {
  return { _: 'chatBannedRights', ...noWriting, until_date: 2_147_483_647 }
}

export function describeAdminRights(chat: Chat, member: Member): TlObject {
  return {
    _: 'chatAdminRights',
    change_info: true,
    delete_messages: true,
    ban_users: true,
    invite_users: true,
    pin_messages: true,
    manage_call: true,
    add_admins: member.role === 'creator',
    anonymous: member.isAnonymous,
    other: true,
    ...(chat.kind === 'channel' ? { post_messages: true, edit_messages: true } : {}),
  }
}

/** A group or channel as this account sees it. Private chats have no such object. */
export function describeChat(world: World, viewerId: number, chat: Chat): TlObject {
  const view = chat.views.get(viewerId)
  if (view?.described?.version === chat.version) return view.described.chat
  const described =
    chat.kind === 'basicGroup' ? describeBasicGroup(world, viewerId, chat) : describeChannel(viewerId, chat)
  if (view !== undefined) view.described = { version: chat.version, chat: described }
  return described
}

/** Who was removed, or never was there, sees only that the group exists; who left by themselves sees what it was. */
function isForbidden(chat: Chat, viewerId: number): boolean {
  return !chat.members.has(viewerId) && chat.views.get(viewerId)?.isKicked !== false
}

function describeBasicGroup(world: World, viewerId: number, chat: Chat): TlObject {
  const member = chat.members.get(viewerId)
  const target = chat.migratedTo === undefined ? undefined : world.chats.get(chat.migratedTo)
  if (isForbidden(chat, viewerId) && target === undefined)
    return { _: 'chatForbidden', id: chat.id, title: chat.title }
  return {
    _: 'chat',
    id: chat.id,
    creator: member?.role === 'creator',
    left: member === undefined,
    deactivated: target !== undefined,
    title: chat.title,
    photo: { _: 'chatPhotoEmpty' },
    participants_count: chat.members.size,
    date: chat.date,
    version: chat.version,
    migrated_to:
      target === undefined
        ? undefined
        : { _: 'inputChannel', channel_id: target.id, access_hash: target.accessHash },
    admin_rights: member?.role === 'administrator' ? describeAdminRights(chat, member) : undefined,
    default_banned_rights: describeDefaultRights(chat),
  }
}

function describeChannel(viewerId: number, chat: Chat): TlObject {
  const member = chat.members.get(viewerId)
  const isPrivate = chat.username === undefined
  const isMegagroup = chat.kind === 'supergroup'
  if (isForbidden(chat, viewerId) && isPrivate) {
    return {
      _: 'channelForbidden',
      broadcast: !isMegagroup,
      megagroup: isMegagroup,
      id: chat.id,
      access_hash: chat.accessHash,
      title: chat.title,
    }
  }
  return {
    _: 'channel',
    id: chat.id,
    access_hash: chat.accessHash,
    creator: member?.role === 'creator',
    left: member === undefined,
    broadcast: !isMegagroup,
    megagroup: isMegagroup,
    has_link: chat.linkedChatId !== undefined,
    slowmode_enabled: chat.slowModeSeconds > 0,
    title: chat.title,
    username: chat.username,
    photo: { _: 'chatPhotoEmpty' },
    date: member?.joinedAt ?? chat.date,
    admin_rights:
      member !== undefined && isAdministrator(member) ? describeAdminRights(chat, member) : undefined,
    banned_rights: member?.role === 'restricted' ? describeBannedRights() : undefined,
    default_banned_rights: isMegagroup ? describeDefaultRights(chat) : undefined,
    participants_count: chat.members.size,
  }
}

export function describeChatParticipants(chat: Chat): TlObject {
  return {
    _: 'chatParticipants',
    chat_id: chat.id,
    version: chat.version,
    participants: [...chat.members.values()].map((member) => describeChatParticipant(member)),
  }
}

function describeChatParticipant(member: Member): TlObject {
  const { userId, inviterId, joinedAt } = member
  if (member.role === 'creator') return { _: 'chatParticipantCreator', user_id: userId }
  const predicate = member.role === 'administrator' ? 'chatParticipantAdmin' : 'chatParticipant'
  return { _: predicate, user_id: userId, inviter_id: inviterId, date: joinedAt }
}

export function describeChannelParticipant(chat: Chat, member: Member, viewerId: number): TlObject {
  const { userId, rank, joinedAt, inviterId } = member
  if (chat.banned.has(userId)) {
    return {
      _: 'channelParticipantBanned',
      left: true,
      peer: { _: 'peerUser', user_id: userId },
      kicked_by: inviterId,
      date: joinedAt,
      banned_rights: { ...describeBannedRights(), view_messages: true },
    }
  }
  switch (member.role) {
    case 'creator':
      return {
        _: 'channelParticipantCreator',
        user_id: userId,
        admin_rights: { ...describeAdminRights(chat, member), add_admins: true },
        rank,
      }
    case 'administrator':
      return {
        _: 'channelParticipantAdmin',
        self: userId === viewerId,
        inviter_id: userId === viewerId ? inviterId : undefined,
        user_id: userId,
        promoted_by: inviterId,
        date: joinedAt,
        admin_rights: describeAdminRights(chat, member),
        rank,
      }
    case 'restricted':
      return {
        _: 'channelParticipantBanned',
        peer: { _: 'peerUser', user_id: userId },
        kicked_by: inviterId,
        date: joinedAt,
        banned_rights: describeBannedRights(),
      }
    default:
      return userId === viewerId
        ? { _: 'channelParticipantSelf', user_id: userId, inviter_id: inviterId, date: joinedAt }
        : { _: 'channelParticipant', user_id: userId, date: joinedAt }
  }
}

export function describeNotifySettings(view: View | undefined): TlObject {
  return {
    _: 'peerNotifySettings',
    show_previews: view?.showPreviews,
    silent: view?.isSilent,
    mute_until: view?.mutedUntil,
  }
}
