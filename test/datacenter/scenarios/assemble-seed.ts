import { assertNever } from '#shared/lib/assert-never.ts'
import type {
  Seed,
  SeedChat,
  SeedFolder,
  SeedMessage,
  SeedPerson,
  SeedService,
  SeedView,
} from '../world/seed.ts'
import { parseMarkup, type FindPerson } from './markup.ts'
import type { Story, StoryChat, StoryLine, StoryPerson, StoryView } from './story.ts'

const firstUserId = 5_200_000_001
const firstChatId = 1_700_000_001
const reactionDelaySeconds = 20
const foreverSeconds = 2_147_483_647

/** The ids that the seed gave to the keys of the scenario. */
export interface StoryIds {
  readonly people: ReadonlyMap<string, number>
  readonly chats: ReadonlyMap<string, number>
}

/** Gives out ids in the order of the story. */
export function giveIds(story: Story): StoryIds {
  return {
    people: new Map(story.people.map((person, index) => [person.key, firstUserId + index])),
    chats: new Map(story.chats.map((chat, index) => [chat.key, firstChatId + index])),
  }
}

/** Puts all messages into one line of time. */
export function assembleSeed(story: Story, ids: StoryIds, now: number): Seed {
  const { people, chats } = ids
  const findPerson: FindPerson = (key) => people.get(key)
  const messages: SeedMessage[] = []
  const seedChats: SeedChat[] = []
  const views: SeedView[] = []
  const folders = new FolderShelf()
  for (const chat of story.chats) {
    const lines = orderLines(chat)
    const numbers = new Map<string, number>()
    lines.forEach((line, index) => {
      if (line.key !== undefined) numbers.set(line.key, index + 1)
    })
    const chatId = requireId(chats, chat.key)
    for (const line of lines) messages.push(assembleMessage(line, chatId, ids, numbers, findPerson))
    seedChats.push(assembleChat(chat, chatId, people, numbers))
    for (const [account, view] of chat.views) {
      const userId = requireId(people, account)
      views.push(assembleView(view, userId, chatId, lines, now))
      for (const title of view.folders ?? []) folders.add(userId, title, chatId)
    }
  }
  messages.sort((a, b) => a.date - b.date)
  return {
    name: story.name,
    people: story.people.map((person) => assemblePerson(person, requireId(people, person.key))),
    chats: seedChats,
    messages,
    views,
    folders: folders.list(),
    contacts: story.contacts.map(([a, b]) => [requireId(people, a), requireId(people, b)] as const),
  }
}

/** Groups and channels begin with the message that created them. */
export function orderLines(chat: StoryChat): StoryLine[] {
  const lines = [...chat.lines].sort((a, b) => a.at - b.at)
  if (chat.kind === 'private') return lines
  const owner = chat.members.find((member) => member.role === 'creator') ?? chat.members[0]
  if (owner === undefined) return lines
  const action: SeedService =
    chat.kind === 'basicGroup'
      ? { kind: 'chatCreate', title: chat.title, userIds: [] }
      : { kind: 'channelCreate', title: chat.title }
  const at = Math.min(chat.createdAt, lines[0]?.at ?? chat.createdAt)
  return [{ from: owner.person, at, text: '', service: { kind: 'plain', action } }, ...lines]
}

function assembleMessage(
  line: StoryLine,
  chatId: number,
  ids: StoryIds,
  numbers: ReadonlyMap<string, number>,
  findPerson: FindPerson,
): SeedMessage {
  const styled =
    line.isPlain === true
      ? { text: line.text, entities: line.entities ?? [] }
      : parseMarkup(line.text, findPerson)
  const reply = line.replyTo === undefined ? undefined : requireId(numbers, line.replyTo)
  return {
    chatId,
    fromId: requireId(ids.people, line.from),
    date: line.at,
    text: styled.text,
    ...(styled.entities.length > 0 && { entities: styled.entities }),
    ...(reply !== undefined && {
      replyTo: line.quote === undefined ? { message: reply } : { message: reply, quote: line.quote },
    }),
    ...(line.media !== undefined && { media: line.media }),
    ...(line.service !== undefined && { service: assembleService(line.service, ids, numbers) }),
    ...(line.editedAt !== undefined && { editDate: line.editedAt }),
    ...(line.isSilent === true && { isSilent: true }),
    ...(line.isAnonymous === true && { isAnonymous: true }),
    ...(line.reactions !== undefined && {
      reactions: Object.entries(line.reactions).map(([key, emoji]) => ({
        userId: requireId(ids.people, key),
        emoji,
        date: line.at + reactionDelaySeconds,
      })),
    }),
  }
}

function assembleService(
  service: NonNullable<StoryLine['service']>,
  ids: StoryIds,
  numbers: ReadonlyMap<string, number>,
): SeedService {
  switch (service.kind) {
    case 'plain':
      return service.action
    case 'added':
      return { kind: 'addUsers', userIds: service.people.map((key) => requireId(ids.people, key)) }
    case 'removed':
      return { kind: 'removeUser', userId: requireId(ids.people, service.person) }
    case 'pinned':
      return { kind: 'pin', message: requireId(numbers, service.line) }
    default:
      return assertNever(service)
  }
}

function assembleChat(
  chat: StoryChat,
  id: number,
  people: ReadonlyMap<string, number>,
  numbers: ReadonlyMap<string, number>,
): SeedChat {
  return {
    id,
    kind: chat.kind,
    title: chat.title,
    members: chat.members.map(({ person, role, rank }) => ({
      userId: requireId(people, person),
      role,
      ...(rank !== undefined && { rank }),
    })),
    date: Math.min(chat.createdAt, ...chat.lines.slice(0, 1).map((line) => line.at)),
    ...(chat.about !== undefined && { about: chat.about }),
    ...(chat.username !== undefined && { username: chat.username }),
    ...(chat.isReadOnly === true && { isReadOnly: true }),
    ...(chat.slowModeSeconds !== undefined && { slowModeSeconds: chat.slowModeSeconds }),
    ...(chat.pinnedLine !== undefined && { pinnedMessage: requireId(numbers, chat.pinnedLine) }),
  }
}

function assembleView(
  view: StoryView,
  userId: number,
  chatId: number,
  lines: readonly StoryLine[],
  now: number,
): SeedView {
  const lastAt = lines.at(-1)?.at ?? now
  return {
    userId,
    chatId,
    ...(view.unread !== undefined && { readMessages: Math.max(lines.length - view.unread, 0) }),
    ...(view.pinOrder !== undefined && { pinOrder: view.pinOrder }),
    ...(view.isArchived === true && { isArchived: true }),
    ...(view.isMuted === true && { mutedUntil: foreverSeconds }),
    ...(view.isMarkedUnread === true && { isMarkedUnread: true }),
    ...(view.draft !== undefined && { draft: { text: view.draft, date: lastAt } }),
  }
}

function assemblePerson(person: StoryPerson, id: number): SeedPerson {
  return {
    id,
    firstName: person.firstName,
    ...(person.lastName !== undefined && { lastName: person.lastName }),
    ...(person.username !== undefined && { username: person.username }),
    ...(person.phone !== undefined && { phone: person.phone }),
    ...(person.code !== undefined && { code: person.code }),
    ...(person.password !== undefined && { password: person.password }),
    ...(person.passwordHint !== undefined && { passwordHint: person.passwordHint }),
    ...(person.isBot === true && { isBot: true }),
    ...(person.isOnline === true && { isOnline: true }),
    ...(person.lastSeen !== undefined && { lastSeen: person.lastSeen }),
    ...(person.about !== undefined && { about: person.about }),
    ...(person.staff !== undefined && { staff: person.staff }),
  }
}

/** Folders by account and title; Telegram counts them from 2. */
class FolderShelf {
  readonly #folders = new Map<string, SeedFolder & { readonly chatIds: number[] }>()
  readonly #counts = new Map<number, number>()

  add(userId: number, title: string, chatId: number): void {
    const name = `${userId}/${title}`
    const folder = this.#folders.get(name)
    if (folder !== undefined) {
      folder.chatIds.push(chatId)
      return
    }
    const count = (this.#counts.get(userId) ?? 0) + 1
    this.#counts.set(userId, count)
    this.#folders.set(name, { userId, id: count + 1, title, chatIds: [chatId] })
  }

  list(): SeedFolder[] {
    return [...this.#folders.values()]
  }
}

function requireId(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the story has nothing with the key "${key}"`)
  return id
}
