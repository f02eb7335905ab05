import { appendHistory } from './add-message.ts'
import { createMember } from './chat-kind.ts'
import { detectEntities, toTlEntity } from './entities.ts'
import { linkChats } from './members.ts'
import type { Chat, MessageReply, View } from './model.ts'
import { resetUnread } from './reading.ts'
import type { Seed, SeedChat, SeedMember, SeedMessage, SeedView } from './seed.ts'
import { World } from './world.ts'
import type { WorldOptions } from './world.ts'

/** Builds the world that a seed describes; throws with a plain message when the seed contradicts itself. */
export function createWorld(seed: Seed, options: WorldOptions): World {
  const world = new World(options)
  for (const person of seed.people) world.addPerson(person)
  for (const [a, b] of seed.contacts ?? []) {
    world.person(a).contacts.add(b)
    world.person(b).contacts.add(a)
  }
  for (const chat of seed.chats) loadChat(world, chat)
  world.teamChatId = seed.teamChatId
  for (const message of seed.messages) loadMessage(world, message)
  for (const { id, linkedChatId } of seed.chats)
    if (linkedChatId !== undefined) linkChats(world.chat(id), world.chat(linkedChatId))
  for (const chat of seed.chats) loadPin(world, chat)
  const views = new Map((seed.views ?? []).map((view) => [`${view.userId}:${view.chatId}`, view]))
  for (const chat of world.chats.values()) {
    for (const view of chat.views.values()) loadView(view, views.get(`${view.userId}:${chat.id}`))
    loadReadOutboxes(chat)
  }
  for (const folder of seed.folders ?? []) {
    const account = world.account(folder.userId)
    const peers = folder.chatIds.map((chatId) => describeInputPeer(world.chat(chatId), world, folder.userId))
    const filter = {
      _: 'dialogFilter',
      id: folder.id,
      title: { _: 'textWithEntities', text: folder.title, entities: [] },
      emoticon: folder.emoticon,
      pinned_peers: [],
      include_peers: peers,
      exclude_peers: [],
    }
    account.folders = [...account.folders, { id: folder.id, filter }]
  }
  return world
}

function loadChat(world: World, seed: SeedChat): void {
  const chat = world.addChat(seed)
  const members = seed.members.map((member) => readMember(member, seed.date))
  for (const { userId } of members) {
    if (!world.people.has(userId))
      throw new Error(`the member ${userId} of chat ${seed.id} is not among the people`)
  }
  if (chat.kind === 'private') {
    if (members.length < 1 || members.length > 2)
      throw new Error(`the private chat ${seed.id} needs two members`)
    for (const member of members) chat.members.set(member.userId, member)
  }
  for (const member of members) world.addMember(chat, member)
}

function readMember(seed: SeedMember, date: number): ReturnType<typeof createMember> {
  return {
    ...createMember(seed.userId, seed.joinedAt ?? date),
    role: seed.role ?? 'member',
    isAnonymous: seed.isAnonymous === true,
    rank: seed.rank,
  }
}

function loadMessage(world: World, seed: SeedMessage): void {
  const chat = world.chats.get(seed.chatId)
  if (chat === undefined) throw new Error(`a message is in chat ${seed.chatId}, which is not there`)
  if (!world.people.has(seed.fromId))
    throw new Error(`a message of chat ${seed.chatId} is from ${seed.fromId}, who is not there`)
  if (seed.service?.kind === 'migrateTo') {
    const target = world.chats.get(seed.service.chatId)
    if (target === undefined)
      throw new Error(`chat ${seed.chatId} migrates to ${seed.service.chatId}, which is not there`)
    chat.migratedTo = target.id
    target.migratedFrom = chat.id
    chat.version += 1
  }
  const message = appendHistory(world, chat, {
    fromId: seed.fromId,
    date: seed.date,
    text: seed.text,
    entities: detectEntities(seed.text, (seed.entities ?? []).map(toTlEntity)),
    reply: readReply(chat, seed),
    media: seed.media,
    service: seed.service,
    isSilent: seed.isSilent === true,
    editDate: seed.editDate,
    ...(seed.isAnonymous === true && { senderChatId: chat.id }),
  })
  for (const { userId, emoji, date } of seed.reactions ?? []) {
    message.reactions ??= new Map()
    message.reactions.set(userId, { emoji, date })
  }
}

function readReply(chat: Chat, { replyTo }: SeedMessage): MessageReply | undefined {
  if (replyTo === undefined) return undefined
  const target = chat.messages[replyTo.message - 1]
  if (target === undefined) throw new Error(`chat ${chat.id} has no message ${replyTo.message} to answer yet`)
  const offset = replyTo.quote === undefined ? undefined : target.text.indexOf(replyTo.quote)
  if (offset === -1)
    throw new Error(`message ${replyTo.message} of chat ${chat.id} does not say what is quoted from it`)
  return { number: replyTo.message, quote: replyTo.quote, quoteEntities: undefined, quoteOffset: offset }
}

function loadPin(world: World, seed: SeedChat): void {
  if (seed.pinnedMessage === undefined) return
  const message = world.message(world.chat(seed.id), seed.pinnedMessage)
  if (message === undefined) throw new Error(`chat ${seed.id} has no message ${seed.pinnedMessage} to pin`)
  message.isPinned = true
}

function loadView(view: View, seed: SeedView | undefined): void {
  const { messages } = view.chat
  view.readInbox = Math.min(seed?.readMessages ?? messages.length, messages.length)
  resetUnread(view)
  for (let number = view.readInbox + 1; number <= messages.length; number += 1) {
    if (messages[number - 1]?.mentioned.includes(view.userId) === true) view.unreadMentions.add(number)
  }
  if (seed === undefined) return
  view.pinOrder = seed.pinOrder
  view.folderId = seed.isArchived === true ? 1 : 0
  view.mutedUntil = seed.mutedUntil
  view.isMarkedUnread = seed.isMarkedUnread === true
  view.draft =
    seed.draft === undefined ? undefined : { ...seed.draft, entities: [], replyToNumber: undefined }
}

/** What one has written is read as far as the furthest other reader has read. */
function loadReadOutboxes(chat: Chat): void {
  const byRead = [...chat.views.values()].sort((a, b) => b.readInbox - a.readInbox)
  for (const view of byRead) {
    const furthest = byRead.find((other) => other !== view)
    view.readOutbox = furthest?.readInbox ?? chat.messages.length
  }
}

function describeInputPeer(
  chat: Chat,
  world: World,
  userId: number,
): { readonly _: string; readonly [field: string]: number | bigint | string } {
  if (chat.kind === 'basicGroup') return { _: 'inputPeerChat', chat_id: chat.id }
  if (chat.kind !== 'private')
    return { _: 'inputPeerChannel', channel_id: chat.id, access_hash: chat.accessHash }
  const otherId = [...chat.members.keys()].find((id) => id !== userId) ?? userId
  return { _: 'inputPeerUser', user_id: otherId, access_hash: world.person(otherId).accessHash }
}
