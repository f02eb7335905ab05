import { RpcError } from '../rpc.ts'
import { addMessage } from './add-message.ts'
import { createMember, isAdministrator, isChannel } from './chat-kind.ts'
import { describeChatParticipants } from './describe-chat.ts'
import type { Chat, Member, Message } from './model.ts'
import { resetUnread } from './reading.ts'
import type { SeedChat } from './seed.ts'
import type { World } from './world.ts'

/** Creates a group or channel with its first members and the service message about it. */
export function createChat(
  world: World,
  kind: 'basicGroup' | 'supergroup' | 'channel',
  title: string,
  creatorId: number,
  userIds: readonly number[],
  about = '',
): Chat {
  if (title.trim() === '') throw new RpcError(400, 'CHAT_TITLE_EMPTY')
  const date = world.now()
  const seed: Omit<SeedChat, 'members'> = { id: world.createChatId(), kind, title, date, about }
  const chat = world.addChat(seed)
  world.addMember(chat, { ...createMember(creatorId, date), role: 'creator' })
  if (kind === 'basicGroup') {
    for (const userId of userIds)
      world.addMember(chat, createMember(world.person(userId).id, date, creatorId))
  }
  announceMembership(world, chat, [...chat.accountIds])
  const service =
    kind === 'basicGroup'
      ? ({ kind: 'chatCreate', title, userIds: [...chat.members.keys()] } as const)
      : ({ kind: 'channelCreate', title } as const)
  addMessage(world, chat, { fromId: creatorId, date, service })
  if (kind !== 'basicGroup' && userIds.length > 0) addMembers(world, chat, userIds, creatorId)
  return chat
}

/** Adds people to a group; who joins by themselves is `inviterId` of themselves. */
export function addMembers(
  world: World,
  chat: Chat,
  userIds: readonly number[],
  inviterId: number,
): Message | undefined {
  const added = userIds.filter((userId) => !chat.members.has(world.person(userId).id))
  if (added.length === 0) return undefined
  for (const userId of added) checkMayJoin(chat, userId, inviterId)
  for (const userId of added) {
    world.addMember(chat, createMember(userId, world.now(), inviterId))
    const view = chat.views.get(userId)
    if (view === undefined) continue
    // A new member has nothing to catch up with.
    view.readInbox = chat.messages.length
    view.hiddenUpTo = chat.isHistoryHidden ? chat.messages.length : 0
    resetUnread(view)
  }
  announceMembership(world, chat, added)
  if (chat.kind === 'channel') return undefined
  const isSelf = added.length === 1 && added[0] === inviterId
  return addMessage(world, chat, {
    fromId: inviterId,
    date: world.now(),
    service: { kind: 'addUsers', userIds: isSelf ? [inviterId] : added },
  })
}

/** Who was removed comes back with an administrator's help only. */
function checkMayJoin(chat: Chat, userId: number, inviterId: number): void {
  if (chat.isDeleted) throw new RpcError(400, 'CHANNEL_PRIVATE')
  if (!chat.banned.has(userId)) return
  if (!isAdministrator(chat.members.get(inviterId))) throw new RpcError(400, 'USER_KICKED')
  chat.banned.delete(userId)
}

/** Removes a member, or lets one leave when it is the actor. */
export function removeMember(world: World, chat: Chat, userId: number, actorId: number): Message | undefined {
  if (!chat.members.has(userId)) throw new RpcError(400, 'USER_NOT_PARTICIPANT')
  const add = (): Message | undefined =>
    chat.kind === 'channel'
      ? undefined
      : addMessage(world, chat, {
          fromId: actorId,
          date: world.now(),
          service: { kind: 'removeUser', userId },
        })
  // In a basic group the one who goes still gets the message about it; in a supergroup not.
  const message = isChannel(chat) ? undefined : add()
  const member = chat.members.get(userId)
  if (member !== undefined && isChannel(chat) && userId !== actorId) chat.banned.set(userId, member)
  world.removeMember(chat, userId, userId !== actorId)
  announceMembership(world, chat, [userId])
  return message ?? (isChannel(chat) ? add() : undefined)
}

/** Removes a member for good, or sees to it that a stranger does not become one. */
export function banMember(world: World, chat: Chat, userId: number, actorId: number): void {
  if (chat.members.has(userId)) removeMember(world, chat, userId, actorId)
  else chat.banned.set(userId, createMember(userId, world.now(), actorId))
}

export function setRole(
  world: World,
  chat: Chat,
  userId: number,
  change: Partial<Pick<Member, 'role' | 'rank' | 'isAnonymous'>>,
): void {
  const member = chat.members.get(userId)
  if (member === undefined) throw new RpcError(400, 'USER_NOT_PARTICIPANT')
  Object.assign(member, change)
  chat.version += 1
  announceMembership(world, chat, [userId])
}

/** Ends a supergroup or channel: nobody is a member any more, and everybody who was is told. */
export function deleteChat(world: World, chat: Chat): void {
  if (!isChannel(chat)) throw new RpcError(400, 'CHANNEL_INVALID')
  const userIds = [...chat.members.keys()]
  chat.isDeleted = true
  for (const userId of userIds) world.removeMember(chat, userId, true)
  announceMembership(world, chat, userIds)
}

/** Gives the group to another member; who had it stays an administrator. */
export function transferChat(world: World, chat: Chat, userId: number): void {
  if (!chat.members.has(userId)) throw new RpcError(400, 'USER_NOT_PARTICIPANT')
  for (const member of chat.members.values())
    if (member.role === 'creator') setRole(world, chat, member.userId, { role: 'administrator' })
  setRole(world, chat, userId, { role: 'creator' })
}

export function setDescription(world: World, chat: Chat, about: string): void {
  if (about === chat.about) throw new RpcError(400, 'CHAT_ABOUT_NOT_MODIFIED')
  chat.about = about
  announceMembership(world, chat, [...chat.accountIds])
}

/** Whether newcomers see what was written before they came. */
export function setHistoryHidden(world: World, chat: Chat, isHidden: boolean): void {
  if (chat.isHistoryHidden === isHidden) throw new RpcError(400, 'CHAT_NOT_MODIFIED')
  chat.isHistoryHidden = isHidden
  chat.version += 1
  announceMembership(world, chat, [...chat.accountIds])
}

export function setTitle(world: World, chat: Chat, title: string, actorId: number): void {
  if (title.trim() === '') throw new RpcError(400, 'CHAT_TITLE_EMPTY')
  if (title === chat.title) throw new RpcError(400, 'CHAT_NOT_MODIFIED')
  chat.title = title
  chat.version += 1
  addMessage(world, chat, { fromId: actorId, date: world.now(), service: { kind: 'editTitle', title } })
}

/** Turns a basic group into a supergroup; the old one stays behind, closed, and points to the new one. */
export function migrateChat(world: World, chat: Chat, actorId: number): Chat {
  if (chat.kind !== 'basicGroup' || chat.migratedTo !== undefined) throw new RpcError(400, 'CHAT_ID_INVALID')
  const date = world.now()
  const target = world.addChat({
    id: world.createChatId(),
    kind: 'supergroup',
    title: chat.title,
    date,
    about: chat.about,
    isReadOnly: chat.isReadOnly,
  })
  for (const member of chat.members.values()) {
    world.addMember(target, { ...member })
    const old = chat.views.get(member.userId)
    const view = target.views.get(member.userId)
    if (old === undefined || view === undefined) continue
    view.mutedUntil = old.mutedUntil
    view.folderId = old.folderId
    view.pinOrder = old.pinOrder
    old.pinOrder = undefined
  }
  target.migratedFrom = chat.id
  chat.migratedTo = target.id
  chat.version += 1
  announceMembership(world, target, [...target.accountIds])
  addMessage(world, chat, { fromId: actorId, date, service: { kind: 'migrateTo', chatId: target.id } })
  addMessage(world, target, {
    fromId: actorId,
    date,
    service: { kind: 'migrateFrom', chatId: chat.id, title: chat.title },
  })
  return target
}

/** Makes a group the discussion group of a channel: what is posted there is repeated here. */
export function linkChats(channel: Chat, group: Chat): void {
  if (channel.kind !== 'channel' || group.kind !== 'supergroup')
    throw new RpcError(400, 'BROADCAST_ID_INVALID')
  channel.linkedChatId = group.id
  group.linkedChatId = channel.id
  channel.version += 1
  group.version += 1
}

/** Tells these accounts that what they are in this chat has changed, and members of basic groups who else is there. */
function announceMembership(world: World, chat: Chat, userIds: readonly number[]): void {
  chat.changedAt = world.now()
  if (isChannel(chat)) {
    for (const userId of userIds) {
      const account = world.accounts.get(userId)
      if (account === undefined) continue
      const update = () => ({ _: 'updateChannel', channel_id: chat.id })
      account.changes.set(`member:${chat.id}`, { at: world.now(), update, chat })
      world.publisher.publish(userId, update, [], chat)
    }
    return
  }
  const people = [...chat.members.keys()].map((id) => world.people.get(id))
  for (const userId of new Set([...chat.accountIds, ...userIds])) {
    if (!world.accounts.has(userId)) continue
    world.publisher.publish(
      userId,
      () =>
        chat.members.has(userId)
          ? { _: 'updateChatParticipants', participants: describeChatParticipants(chat) }
          : { _: 'updateChat', chat_id: chat.id },
      people,
      chat,
    )
  }
}
