import * as v from 'valibot'
import type { UpgradeView } from '#shared/contract/entities/chat.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { fromPredecessorId, toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import type { Store } from '../store/store.ts'
import { asChatId, asMessageId } from '../telegram/ids.ts'

const pairsFact = 'chats.upgraded'
const Pairs = v.array(v.tuple([v.number(), v.number()]))

export interface UpgradesOptions {
  readonly store: Pick<Store, 'readFact' | 'saveFact'>
  /** Whether Telegram has introduced the chat, or the store remembers it. */
  readonly isKnown: (chatId: number) => boolean
  /** Asks Telegram to introduce a chat. */
  readonly introduce: (chatId: number) => void
}

/** A message where Telegram has it. */
export interface MessagePlace {
  readonly chatId: ChatId
  readonly messageId: MessageId
}

/**
 * Basic groups that became supergroups, as far as this account ever heard of them. Whoever learns of an upgrade notes
 * it here, and everybody who keeps something by the id of the group hears of it here: there is no other way.
 */
export class Upgrades {
  readonly #options: UpgradesOptions
  readonly #noted = new Emitter<[fromChatId: number, toChatId: number]>()
  /** Everything of the group has moved, so its own row goes. */
  readonly onMoved = new Emitter<[fromChatId: number, toChatId: number]>()
  #successors = new Map<number, number>()
  #predecessors = new Map<number, number>()
  /** Supergroups that Telegram has not introduced yet, and the groups that they were. */
  readonly #awaited = new Map<number, number>()

  constructor(options: UpgradesOptions) {
    this.#options = options
  }

  /** Loads what the store has. Tells nobody. */
  restore(): void {
    const stored = parseOutside(Pairs, this.#options.store.readFact(pairsFact))
    this.#successors = new Map(stored.success ? stored.output : [])
    this.#predecessors = new Map([...this.#successors].map(([from, to]) => [to, from]))
  }

  findSuccessor(chatId: number): number | undefined {
    return this.#successors.get(chatId)
  }

  findPredecessor(chatId: number): number | undefined {
    return this.#predecessors.get(chatId)
  }

  /** What windows are told, so that they follow a group to its new chat. */
  readViews(): UpgradeView[] {
    return [...this.#successors].map(([from, to]) => ({ chatId: asChatId(to), fromChatId: asChatId(from) }))
  }

  /** Where Telegram has a message that a conversation shows: one with a negative id is in the group before. */
  locate(chatId: ChatId, messageId: MessageId): MessagePlace {
    const before = messageId < 0 ? this.#predecessors.get(chatId) : undefined
    if (before === undefined) return { chatId, messageId }
    return { chatId: asChatId(before), messageId: asMessageId(fromPredecessorId(messageId)) }
  }

  /** The conversation that shows a message, and its id there: the opposite of `locate`. */
  place(chatId: ChatId, messageId: MessageId): MessagePlace {
    const next = this.#successors.get(chatId)
    if (next === undefined) return { chatId, messageId }
    return { chatId: asChatId(next), messageId: asMessageId(toPredecessorId(messageId)) }
  }

  /** Notes that a group goes on as a supergroup. Nothing moves before Telegram has introduced the supergroup. */
  note(fromChatId: number, toChatId: number): void {
    if (this.#successors.get(fromChatId) === toChatId) return
    if (!this.#options.isKnown(toChatId)) {
      this.#awaited.set(toChatId, fromChatId)
      this.#options.introduce(toChatId)
      return
    }
    this.#awaited.delete(toChatId)
    this.#successors.set(fromChatId, toChatId)
    this.#predecessors.set(toChatId, fromChatId)
    // If this does not reach the disk, it is learned again when Telegram tells of the group.
    this.#options.store.saveFact(pairsFact, [...this.#successors])
    this.#tell(fromChatId, toChatId)
  }

  /** Telegram has introduced a chat. */
  onIntroduced(chatId: number): void {
    const from = this.#awaited.get(chatId)
    if (from !== undefined) this.note(from, chatId)
  }

  /** The last run may have ended in the middle of a move, so everything is moved again that is still in its old place. */
  moveAll(): void {
    for (const [from, to] of this.#successors) this.#tell(from, to)
  }

  /** The listener is told when a group goes on as another chat, of the same ones again after a restart. */
  onNote(listener: (fromChatId: number, toChatId: number) => void): Cancel {
    return this.#noted.on(listener)
  }

  clear(): void {
    this.#successors = new Map()
    this.#predecessors = new Map()
    this.#awaited.clear()
    this.#options.store.saveFact(pairsFact, undefined)
  }

  #tell(fromChatId: number, toChatId: number): void {
    this.#noted.emit(fromChatId, toChatId)
    this.onMoved.emit(fromChatId, toChatId)
  }
}
