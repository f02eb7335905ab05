import type { Sender } from '#shared/contract/entities/message.ts'
import type * as Td from 'tdlib-types'
import { makeInitials } from './one-line.ts'

/** Theme colours of avatars and names; TDLib's accent ids beyond it are folded. */
const accentCount = 7

/** Users and the chats that can speak, as TDLib last described them. TDLib tells of both before it names them elsewhere. */
export class People {
  readonly #users = new Map<number, Td.user>()
  readonly #chats = new Map<number, { readonly title: string; readonly accent: number }>()
  selfId: number | undefined
  /** The team channel: what consoles write there is nobody's word. */
  teamChatId: number | undefined

  saveUser(user: Td.user): void {
    this.#users.set(user.id, user)
  }

  saveStatus(userId: number, status: Td.UserStatus): void {
    const user = this.#users.get(userId)
    if (user !== undefined) this.#users.set(userId, { ...user, status })
  }

  saveChat(chatId: number, title: string, accentColorId: number): void {
    this.#chats.set(chatId, { title, accent: accentColorId % accentCount })
  }

  findUser(userId: number): Td.user | undefined {
    return this.#users.get(userId)
  }

  /** Everybody TDLib told of. */
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
    sender._ === 'messageSenderUser'
      ? this.nameUser(sender.user_id)
      : (this.#chats.get(sender.chat_id)?.title ?? '')

  /** First name of a user, title of a chat: for a row of the list. */
  nameShort(sender: Td.MessageSender): string {
    if (sender._ === 'messageSenderChat') return this.nameSender(sender)
    const user = this.#users.get(sender.user_id)
    if (user === undefined) return ''
    return user.first_name === '' ? nameUser(user) : user.first_name
  }

  describeSender(sender: Td.MessageSender, signature: string): Sender {
    const name = this.nameSender(sender)
    const user = sender._ === 'messageSenderUser' ? this.#users.get(sender.user_id) : undefined
    const view: Sender = {
      key: sender._ === 'messageSenderUser' ? `user:${sender.user_id}` : `chat:${sender.chat_id}`,
      name,
      initials: makeInitials(name),
      accent:
        sender._ === 'messageSenderUser'
          ? accentOfUser(user, sender.user_id)
          : accentOf(this.#chats.get(sender.chat_id)),
      isSelf: sender._ === 'messageSenderUser' && sender.user_id === this.selfId,
      isBot: user?.type._ === 'userTypeBot',
    }
    return signature === '' ? view : { ...view, title: signature }
  }

  accentOfUser(userId: number): number {
    return accentOfUser(this.#users.get(userId), userId)
  }
}

function accentOf(chat: { readonly accent: number } | undefined): number {
  return chat?.accent ?? 0
}

function accentOfUser(user: Td.user | undefined, userId: number): number {
  return (user?.accent_color_id ?? userId) % accentCount
}

export function foldAccent(accentColorId: number): number {
  return Math.abs(accentColorId) % accentCount
}

function nameUser(user: Td.user): string {
  if (user.type._ === 'userTypeDeleted') return ''
  const name = [user.first_name, user.last_name].filter((part) => part !== '').join(' ')
  if (name !== '') return name
  return user.usernames?.editable_username ?? user.phone_number
}
