import type { TlObject } from '../rpc.ts'
import { describeChat } from './describe-chat.ts'
import type { Chat, Message, Person } from './model.ts'
import type { UpdateBatch } from './publisher.ts'
import type { World } from './world.ts'

const hourSeconds = 3600

/**
 * When an online person counts as gone. It is a day away, as people of a scenario send no sign of life in between, and
 * changes once an hour only: clients report every change of it.
 */
function findOnlineEnd(now: number): number {
  return (Math.floor(now / hourSeconds) + 24) * hourSeconds
}

export function describeStatus(person: Person, now: number): TlObject {
  if (person.isBot) return { _: 'userStatusEmpty' }
  if (person.isOnline) return { _: 'userStatusOnline', expires: findOnlineEnd(now) }
  return { _: 'userStatusOffline', was_online: person.lastSeen }
}

/** A user as this account sees it: its own phone number and contacts' are shown, nobody else's. */
export function describeUser(world: World, viewerId: number, person: Person): TlObject {
  const known = world.accounts.get(viewerId)?.describedPeople
  const cached = known?.get(person.id)
  const now = world.now()
  const onlineEnd = person.isOnline ? findOnlineEnd(now) : 0
  if (cached?.version === person.version && cached.onlineEnd === onlineEnd) return cached.user
  const isSelf = person.id === viewerId
  const isContact = world.people.get(viewerId)?.contacts.has(person.id) === true
  const user: TlObject = {
    _: 'user',
    id: person.id,
    self: isSelf,
    contact: isContact,
    mutual_contact: isContact && person.contacts.has(viewerId),
    bot: person.isBot,
    bot_info_version: person.isBot ? 1 : undefined,
    access_hash: person.accessHash,
    first_name: person.firstName,
    last_name: person.lastName,
    username: person.username,
    phone: isSelf || isContact ? person.phone : undefined,
    status: describeStatus(person, now),
  }
  known?.set(person.id, { version: person.version, onlineEnd, user })
  return user
}

/** The `users` and `chats` that go along with messages, each once. */
export class Related {
  readonly people = new Set<Person>()
  readonly chats = new Set<Chat>()
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  addPerson(userId: number): void {
    const person = this.#world.people.get(userId)
    if (person !== undefined) this.people.add(person)
  }

  addChat(chat: Chat): void {
    if (chat.kind === 'private') for (const userId of chat.members.keys()) this.addPerson(userId)
    else this.chats.add(chat)
    if (chat.migratedTo !== undefined) this.#addChatById(chat.migratedTo)
  }

  addMessage(message: Message): void {
    this.addChat(message.chat)
    for (const person of listPeople(this.#world, message)) this.people.add(person)
    for (const chat of listChats(this.#world, message)) this.chats.add(chat)
  }

  describe(viewerId: number): { readonly users: readonly TlObject[]; readonly chats: readonly TlObject[] } {
    return {
      users: [...this.people].map((person) => describeUser(this.#world, viewerId, person)),
      chats: [...this.chats].map((chat) => describeChat(this.#world, viewerId, chat)),
    }
  }

  #addChatById(chatId: number): void {
    const chat = this.#world.chats.get(chatId)
    if (chat !== undefined) this.chats.add(chat)
  }
}

/** Everybody whom a message shows: author, forwarded author, people named in the text or added to the group. */
export function listPeople(world: World, message: Message): readonly Person[] {
  const ids: number[] = message.senderChatId === undefined ? [message.fromId] : []
  if (message.forward !== undefined) ids.push(message.forward.fromId)
  if (message.viaBotId !== undefined) ids.push(message.viaBotId)
  for (const entity of message.entities) {
    if (entity._ === 'messageEntityMentionName') ids.push(Number(entity['user_id']))
  }
  if (message.reactions !== undefined) ids.push(...message.reactions.keys())
  const { service } = message
  if (service?.kind === 'chatCreate' || service?.kind === 'addUsers') ids.push(...service.userIds)
  if (service?.kind === 'removeUser') ids.push(service.userId)
  return ids.map((id) => world.people.get(id)).filter((person) => person !== undefined)
}

/** Groups and channels that a message shows besides its own: in whose name it is, where it came from. */
export function listChats(world: World, { senderChatId, forward, service }: Message): readonly Chat[] {
  const ids = new Set([senderChatId, forward?.fromChatId, forward?.post?.chatId])
  if (service?.kind === 'migrateTo' || service?.kind === 'migrateFrom') ids.add(service.chatId)
  return [...ids]
    .map((id) => (id === undefined ? undefined : world.chats.get(id)))
    .filter((chat) => chat !== undefined)
}

export function describeBatch(world: World, userId: number, batch: UpdateBatch): TlObject {
  return {
    _: 'updates',
    updates: batch.updates,
    users: [...batch.people].map((person) => describeUser(world, userId, person)),
    chats: [...batch.chats].map((chat) => describeChat(world, userId, chat)),
    date: world.now(),
    seq: 0,
  }
}
