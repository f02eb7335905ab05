import type { Sender } from '#shared/contract/entities/message.ts'
import type * as Td from 'tdlib-types'
import { readName } from './names.ts'
import { makeInitials } from './one-line.ts'
import { keyOfSender, type MessageSender } from './sender.ts'
import type { User, UserStatus } from './users.ts'

/** Theme colours of avatars and names. TDLib's accent ids beyond this number are folded into them. */
const accentCount = 7

/**
 * Users and the chats that can be senders, as TDLib last described them. TDLib introduces both before it refers to
 * them.
 */
export class People {
  readonly #users = new Map<number, User>()
  readonly #chats = new Map<number, { readonly title: string; readonly accent: number }>()
  selfId: number | undefined
  /** The team channel. What consoles write in this channel does not count as a person's message. */
  teamChatId: number | undefined

  saveUser(user: User): void {
    this.#users.set(user.id, user)
  }

  saveStatus(userId: number, status: UserStatus): void {
    const user = this.#users.get(userId)
    if (user !== undefined) this.#users.set(userId, { ...user, status })
  }

  saveChat(chatId: number, title: string, accentColorId: number): void {
    this.#chats.set(chatId, { title, accent: accentColorId % accentCount })
  }

  findUser(userId: number): User | undefined {
    return this.#users.get(userId)
  }

  /** All users that TDLib told of. */
  userIds(): Iterable<number> {
    return this.#users.keys()
  }

  clear(): void {
    this.#users.clear()
    this.#chats.clear()
    this.selfId = undefined
  }

  nameUser(userId: number): string {
    const user = this.#users.get(userId)
    return user === undefined ? '' : nameUser(user)
  }

  readonly nameSender = (sender: Td.MessageSender): string =>
    sender._ === 'messageSenderUser' ? this.nameUser(sender.user_id) : this.#nameChat(sender.chat_id)

  /** The short name for a row of the list: the first name of a user, the title of a chat. */
  nameShort({ id, kind }: MessageSender): string {
    if (kind === 'chat') return this.#nameChat(id)
    const user = this.#users.get(id)
    if (user === undefined) return ''
    return user.firstName === '' ? nameUser(user) : user.firstName
  }

  describeSender(sender: MessageSender, signature: string): Sender {
    const isUser = sender.kind === 'user'
    const name = isUser ? this.nameUser(sender.id) : this.#nameChat(sender.id)
    const user = isUser ? this.#users.get(sender.id) : undefined
    const view: Sender = {
      key: keyOfSender(sender),
      name,
      initials: makeInitials(name),
      accent: isUser ? accentOfUser(user, sender.id) : accentOf(this.#chats.get(sender.id)),
      isSelf: isUser && sender.id === this.selfId,
      isBot: user?.kind === 'bot',
    }
    return signature === '' ? view : { ...view, title: signature }
  }

  #nameChat(chatId: number): string {
    return this.#chats.get(chatId)?.title ?? ''
  }

  accentOfUser(userId: number): number {
    return accentOfUser(this.#users.get(userId), userId)
  }
}

function accentOf(chat: { readonly accent: number } | undefined): number {
  return chat?.accent ?? 0
}

function accentOfUser(user: User | undefined, userId: number): number {
  return (user?.accentColorId ?? userId) % accentCount
}

export function foldAccent(accentColorId: number): number {
  return Math.abs(accentColorId) % accentCount
}

function nameUser(user: User): string {
  const name = [user.firstName, user.lastName].filter((part) => part !== '').join(' ')
  return readName(name === '' ? (user.editableUsername ?? user.phone) : name, user.id)
}
