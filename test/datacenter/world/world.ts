import { RpcError } from '../rpc.ts'
import type { Account, AccountDirectory, SessionHub, TlObject } from '../rpc.ts'
import { createMember, findOtherUserId, isChannel } from './chat-kind.ts'
import { describeBatch, describeUser } from './describe-batch.ts'
import type { AccountState, Chat, Member, Message, Person, View } from './model.ts'
import { PtsLog } from './pts-log.ts'
import { Publisher } from './publisher.ts'
import type { SeedChat, SeedPerson } from './seed.ts'

/** Milliseconds since 1970, like `Date.now`. */
export interface WorldClock {
  readonly now: () => number
}

export interface WorldOptions {
  readonly clock: WorldClock
  /** Events a channel remembers for clients that were away; a longer absence means loading anew. */
  readonly channelLogSize?: number
  readonly boxLogSize?: number
}

/** All that exists in the data centre. Rules live in the functions beside it; this is the state and how to find things in it. */
export class World implements AccountDirectory {
  readonly people = new Map<number, Person>()
  readonly chats = new Map<number, Chat>()
  readonly accounts = new Map<number, AccountState>()
  readonly publisher: Publisher
  /** The group that the company's consoles use as their team channel; for whoever starts one. */
  teamChatId: number | undefined
  /** Called with every message that is sent, at once. */
  readonly messageListeners = new Set<(message: Message) => void>()
  /** Called when the list of scheduled messages of anybody has changed. */
  readonly scheduleListeners = new Set<() => void>()
  readonly #accountsByPhone = new Map<string, AccountState>()
  readonly #peopleByUsername = new Map<string, Person>()
  readonly #chatsByUsername = new Map<string, Chat>()
  readonly #privateChats = new Map<string, Chat>()
  readonly #clock: WorldClock
  readonly #channelLogSize: number
  readonly #boxLogSize: number
  #nextChatId = 1

  constructor(options: WorldOptions) {
    this.#clock = options.clock
    this.#channelLogSize = options.channelLogSize ?? 1_000
    this.#boxLogSize = options.boxLogSize ?? 100_000
    this.publisher = new Publisher((userId, batch) => describeBatch(this, userId, batch))
  }

  /** Unix seconds. */
  now(): number {
    return Math.floor(this.#clock.now() / 1000)
  }

  connect(hub: SessionHub): void {
    this.publisher.connect(hub)
  }

  addPerson(seed: SeedPerson): Person {
    if (this.people.has(seed.id)) throw new Error(`the person ${seed.id} is there twice`)
    const person: Person = {
      id: seed.id,
      accessHash: createAccessHash(seed.id, 1n),
      firstName: seed.firstName,
      lastName: seed.lastName,
      username: seed.username,
      phone: seed.phone,
      isBot: seed.isBot === true,
      about: seed.about,
      staff: seed.staff,
      canBeAdded: seed.canBeAdded !== false,
      isOnline: seed.isOnline === true,
      lastSeen: seed.lastSeen ?? this.now() - 3600,
      contacts: new Set(),
      version: 1,
    }
    this.people.set(person.id, person)
    if (person.username !== undefined) this.#peopleByUsername.set(person.username.toLowerCase(), person)
    if (person.phone !== undefined) this.#addAccount(person, person.phone, seed)
    return person
  }

  #addAccount(person: Person, phone: string, seed: SeedPerson): void {
    if (this.#accountsByPhone.has(phone)) throw new Error(`the phone number ${phone} is there twice`)
    const account: AccountState = {
      person,
      code: seed.code ?? '12345',
      password: seed.password,
      passwordHint: seed.passwordHint,
      views: new Map(),
      privateChats: new Map(),
      box: [undefined],
      log: new PtsLog(1, this.#boxLogSize),
      changes: new Map(),
      sent: new Map(),
      scheduled: [],
      nextScheduledId: 1,
      folders: [],
      notifyDefaults: new Map(),
      describedPeople: new Map(),
    }
    this.accounts.set(person.id, account)
    this.#accountsByPhone.set(phone, account)
  }

  /** Adds a chat without members. */
  addChat(seed: Omit<SeedChat, 'members'>): Chat {
    if (this.chats.has(seed.id)) throw new Error(`the chat ${seed.id} is there twice`)
    const chat: Chat = {
      id: seed.id,
      kind: seed.kind,
      accessHash: createAccessHash(seed.id, 2n),
      title: seed.title,
      about: seed.about ?? '',
      username: seed.username,
      date: seed.date,
      members: new Map(),
      banned: new Map(),
      accountIds: new Set(),
      messages: [],
      views: new Map(),
      log: new PtsLog(1, this.#channelLogSize),
      slowModeSeconds: seed.slowModeSeconds ?? 0,
      isReadOnly: seed.isReadOnly === true,
      isHistoryHidden: seed.isHistoryHidden === true,
      isDeleted: false,
      migratedTo: undefined,
      migratedFrom: undefined,
      linkedChatId: undefined,
      changedAt: 0,
      version: 1,
    }
    this.chats.set(chat.id, chat)
    if (chat.username !== undefined) this.#chatsByUsername.set(chat.username.toLowerCase(), chat)
    this.#nextChatId = Math.max(this.#nextChatId, chat.id + 1)
    return chat
  }

  createChatId(): number {
    return this.#nextChatId
  }

  /** Makes somebody a member; nobody is told of it here. */
  addMember(chat: Chat, member: Member): void {
    chat.members.set(member.userId, member)
    chat.version += 1
    const account = this.accounts.get(member.userId)
    if (account !== undefined) chat.accountIds.add(member.userId)
    const view = chat.views.get(member.userId)
    if (view === undefined) this.#addView(chat, member.userId, account)
    else view.isKicked = false
  }

  #addView(chat: Chat, userId: number, account: AccountState | undefined): void {
    const view: View = {
      userId,
      chat,
      boxIds: account === undefined || isChannel(chat) ? undefined : [],
      readInbox: 0,
      readOutbox: 0,
      unreadCounted: 0,
      unreadCountedTo: 0,
      unreadMentions: new Set(),
      unreadReactions: new Set(),
      pinOrder: undefined,
      folderId: 0,
      mutedUntil: undefined,
      showPreviews: undefined,
      isSilent: undefined,
      isMarkedUnread: false,
      hiddenUpTo: 0,
      isKicked: false,
      slowModeUntil: 0,
      sendAsChatId: undefined,
      draft: undefined,
      described: undefined,
    }
    chat.views.set(userId, view)
    account?.views.set(chat.id, view)
    if (chat.kind !== 'private') return
    const otherId = findOtherUserId(chat, userId)
    this.#privateChats.set(namePair(userId, otherId), chat)
    account?.privateChats.set(otherId, chat)
  }

  removeMember(chat: Chat, userId: number, isKicked: boolean): void {
    const view = chat.views.get(userId)
    if (view !== undefined) view.isKicked = isKicked
    chat.members.delete(userId)
    chat.accountIds.delete(userId)
    chat.version += 1
  }

  person(userId: number): Person {
    const person = this.people.get(userId)
    if (person === undefined) throw new RpcError(400, 'USER_ID_INVALID')
    return person
  }

  chat(chatId: number): Chat {
    const chat = this.chats.get(chatId)
    if (chat === undefined) throw new RpcError(400, 'CHAT_ID_INVALID')
    return chat
  }

  account(userId: number): AccountState {
    const account = this.accounts.get(userId)
    if (account === undefined) throw new RpcError(401, 'AUTH_KEY_UNREGISTERED')
    return account
  }

  findPersonByUsername(username: string): Person | undefined {
    return this.#peopleByUsername.get(username.toLowerCase())
  }

  findChatByUsername(username: string): Chat | undefined {
    return this.#chatsByUsername.get(username.toLowerCase())
  }

  /** The private chat of two people, made when there is none yet. */
  openPrivateChat(userId: number, otherId: number): Chat {
    const known = this.#privateChats.get(namePair(userId, otherId))
    if (known !== undefined) return known
    const chat = this.addChat({ id: this.createChatId(), kind: 'private', title: '', date: this.now() })
    const ids = new Set([userId, otherId])
    // Both are members before either gets a view: a view of a private chat is found by the other's id.
    for (const id of ids) chat.members.set(id, createMember(id, chat.date))
    for (const id of ids) this.addMember(chat, createMember(id, chat.date))
    return chat
  }

  /** The id under which this user knows the message, undefined when it is not in the user's box. */
  messageId(message: Message, viewerId: number): number | undefined {
    const { chat, number } = message
    const view = chat.views.get(viewerId)
    if (!isChannel(chat)) return view?.boxIds?.[number]
    return number > (view?.hiddenUpTo ?? 0) ? number : undefined
  }

  /** The id of the newest message this user has of a chat. */
  messageIdOfLast(chat: Chat, viewerId: number): number | undefined {
    if (isChannel(chat)) return chat.messages.length
    return chat.views.get(viewerId)?.boxIds?.findLast((id) => id !== undefined)
  }

  /** The message by the number it has in its chat. */
  message(chat: Chat, number: number): Message | undefined {
    return chat.messages[number - 1]
  }

  // Account directory

  findByPhone(phone: string): Account | undefined {
    const account = this.#accountsByPhone.get(phone.replaceAll(/\D/gu, ''))
    return account === undefined ? undefined : describeAccount(account)
  }

  findById(userId: number): Account | undefined {
    const account = this.accounts.get(userId)
    return account === undefined ? undefined : describeAccount(account)
  }

  describeSelf(userId: number): TlObject {
    return describeUser(this, userId, this.person(userId))
  }
}

function namePair(a: number, b: number): string {
  return a < b ? `${a}:${b}` : `${b}:${a}`
}

function describeAccount({ person, code, password, passwordHint }: AccountState): Account {
  return {
    userId: person.id,
    phone: person.phone ?? '',
    code,
    ...(password === undefined ? {} : { password }),
    ...(passwordHint === undefined ? {} : { passwordHint }),
  }
}

/** A number that nobody can guess from the id on the real service; here it only has to be stable and different per kind. */
function createAccessHash(id: number, kind: bigint): bigint {
  return BigInt.asIntN(64, (BigInt(id) * 0x9e3779b97f4a7c15n) ^ (kind * 0xbf58476d1ce4e5b9n))
}
