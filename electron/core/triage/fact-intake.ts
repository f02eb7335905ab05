import type { Clock } from '#shared/lib/clock.ts'
import { toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import type { EventOf, TelegramEvent } from '../telegram/events.ts'
import type { Message } from '../telegram/message.ts'
import type { People } from '../telegram/people.ts'
import { makeFact } from './message-facts.ts'
import type { Migrations } from './migrations.ts'
import type { Reactions } from './reactions.ts'
import type { Tails } from './tails.ts'

/**
 * TDLib tells of the new last message before it tells of the deletion that caused it. The deletion comes within this
 * time.
 */
const deletionMs = 500

export interface FactIntakeOptions {
  readonly clock: Clock
  readonly tails: Tails
  readonly people: People
  readonly migrations: Migrations
  readonly reactions: Reactions
  readonly findLastMessage: (chatId: number) => Message | undefined
}

/** Turns Telegram's events into facts. */
export class FactIntake {
  readonly #options: FactIntakeOptions
  /** Chats whose last message is older than their newest known message. */
  readonly #suspects = new Set<number>()

  constructor(options: FactIntakeOptions) {
    this.#options = options
  }

  follow(event: TelegramEvent): void {
    switch (event.kind) {
      case 'message_arrived':
      case 'message_sent':
        this.#add(event.message)
        break
      case 'chat_added':
        if (event.chat.lastMessage !== undefined) this.#seeLast(event.chat.lastMessage)
        break
      case 'last_message_changed':
        if (event.message !== undefined) this.#seeLast(event.message)
        break
      case 'messages_deleted':
        this.#delete(event)
        break
      case 'reactions_changed':
        this.#options.reactions.see(event.chatId, event.messageId, event.reactions)
        break
      default:
    }
  }

  #add(message: Message): void {
    const { migrations, people, tails } = this.#options
    // Messages that still arrive in an upgraded group are only service messages about the upgrade.
    if (migrations.findSuccessor(message.chatId) !== undefined) return
    const fact = makeFact(message, people)
    if (fact !== undefined) tails.add(message.chatId, fact)
  }

  #seeLast(message: Message): void {
    const { migrations, people, tails } = this.#options
    if (migrations.findSuccessor(message.chatId) !== undefined) return
    const fact = makeFact(message, people)
    if (fact !== undefined && !tails.seeLast(message.chatId, fact)) this.#suspect(message.chatId)
  }

  #suspect(chatId: number): void {
    const { clock, findLastMessage, people, tails } = this.#options
    if (this.#suspects.has(chatId)) return
    this.#suspects.add(chatId)
    clock.schedule(clock.now() + deletionMs, () => {
      this.#suspects.delete(chatId)
      const last = findLastMessage(chatId)
      const fact = last === undefined ? undefined : makeFact(last, people)
      if (fact !== undefined && !tails.seeLast(chatId, fact)) tails.check(chatId)
    })
  }

  #delete({ chatId, messageIds }: EventOf<'messages_deleted'>): void {
    const { migrations, tails } = this.#options
    const successor = migrations.findSuccessor(chatId)
    if (successor === undefined) tails.delete(chatId, messageIds)
    else tails.delete(successor, messageIds.map(toPredecessorId))
  }
}
