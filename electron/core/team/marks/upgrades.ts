import * as v from 'valibot'
import type { Cancel } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { Store } from '../../store/store.ts'

const pairsFact = 'chats.upgraded'
const Pairs = v.array(v.tuple([v.number(), v.number()]))

/**
 * Basic groups that became supergroups, as far as this account ever heard of them. What the team said about a group
 * stays in the team's log under the id that the group had then.
 */
export class Upgrades {
  readonly #store: Pick<Store, 'readFact' | 'saveFact'>
  readonly #noted = new Emitter<[fromChatId: number, toChatId: number]>()
  #successors = new Map<number, number>()
  #predecessors = new Map<number, number>()

  constructor(store: Pick<Store, 'readFact' | 'saveFact'>) {
    this.#store = store
  }

  /** Loads what the store has. Tells nobody. */
  restore(): void {
    const stored = v.safeParse(Pairs, this.#store.readFact(pairsFact))
    this.#successors = new Map(stored.success ? stored.output : [])
    this.#predecessors = new Map([...this.#successors].map(([from, to]) => [to, from]))
  }

  findSuccessor(chatId: number): number | undefined {
    return this.#successors.get(chatId)
  }

  findPredecessor(chatId: number): number | undefined {
    return this.#predecessors.get(chatId)
  }

  /** Notes that a group goes on as a supergroup; it may be told more than once. */
  note(fromChatId: number, toChatId: number): void {
    if (this.#successors.get(fromChatId) === toChatId) return
    this.#successors.set(fromChatId, toChatId)
    this.#predecessors.set(toChatId, fromChatId)
    // If this does not reach the disk, it is learned again when Telegram tells of the group.
    this.#store.saveFact(pairsFact, [...this.#successors])
    this.#noted.emit(fromChatId, toChatId)
  }

  /** The listener is told of every group that turned out to go on as another chat. */
  onNote(listener: (fromChatId: number, toChatId: number) => void): Cancel {
    return this.#noted.on(listener)
  }

  clear(): void {
    this.#successors = new Map()
    this.#predecessors = new Map()
    this.#store.saveFact(pairsFact, undefined)
  }
}
