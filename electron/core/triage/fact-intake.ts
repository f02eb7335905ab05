import type { Clock } from '#shared/lib/clock.ts'
import { toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import type * as Td from 'tdlib-types'
import type { People } from '../telegram/people.ts'
import { makeFact } from './message-facts.ts'
import type { Migrations } from './migrations.ts'
import type { Reactions } from './reactions.ts'
import type { Tails } from './tails.ts'

/** TDLib tells of the new last message before it tells what was deleted; so long the deletion may be on its way. */
const deletionMs = 500

export interface FactIntakeOptions {
  readonly clock: Clock
  readonly tails: Tails
  readonly people: People
  readonly migrations: Migrations
  readonly reactions: Reactions
  readonly findLastMessage: (chatId: number) => Td.message | undefined
}

/** Turns TDLib's updates into facts. */
export class FactIntake {
  readonly #options: FactIntakeOptions
  /** Chats whose last message is older than what is known of them. */
  readonly #suspects = new Set<number>()

  constructor(options: FactIntakeOptions) {
    this.#options = options
  }

  follow(update: Td.Update): void {
    switch (update._) {
      case 'updateNewMessage':
        this.#add(update.message)
        break
      case 'updateMessageSendSucceeded':
        this.#add(update.message)
        break
      case 'updateNewChat':
        if (update.chat.last_message !== undefined) this.#seeLast(update.chat.last_message)
        break
      case 'updateChatLastMessage':
        if (update.last_message !== undefined) this.#seeLast(update.last_message)
        break
      case 'updateDeleteMessages':
        // TDLib forgets messages of its memory too; only what is gone for good is gone for us.
        if (update.is_permanent && !update.from_cache) this.#delete(update)
        break
      case 'updateMessageInteractionInfo':
        this.#options.reactions.see(update.chat_id, update.message_id, update.interaction_info?.reactions)
        break
      case 'updateBasicGroup':
        this.#options.migrations.onBasicGroup(update.basic_group)
        break
      default:
    }
  }

  #add(message: Td.message): void {
    const { migrations, people, tails } = this.#options
    // What is still said in a group that goes on elsewhere is service words about that.
    if (migrations.findSuccessor(message.chat_id) !== undefined) return
    const fact = makeFact(message, people)
    if (fact !== undefined) tails.add(message.chat_id, fact)
  }

  #seeLast(message: Td.message): void {
    const { migrations, people, tails } = this.#options
    if (migrations.findSuccessor(message.chat_id) !== undefined) return
    const fact = makeFact(message, people)
    if (fact !== undefined && !tails.seeLast(message.chat_id, fact)) this.#suspect(message.chat_id)
  }

  #suspect(chatId: number): void {
    const { clock, findLastMessage, people, tails } = this.#options
    if (this.#suspects.has(chatId)) return
    this.#suspects.add(chatId)
    clock.schedule(clock.now() + deletionMs, () => {
      this.#suspects.delete(chatId)
      const last = findLastMessage(chatId)
      const fact = last === undefined ? undefined : makeFact(last, people)
      if (fact !== undefined && !tails.seeLast(chatId, fact)) tails.check(chatId, fact)
    })
  }

  #delete(update: Td.updateDeleteMessages): void {
    const { migrations, tails } = this.#options
    const successor = migrations.findSuccessor(update.chat_id)
    if (successor === undefined) tails.delete(update.chat_id, update.message_ids)
    else tails.delete(successor, update.message_ids.map(toPredecessorId))
  }
}
