import { toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import type { Store } from '../store/store.ts'
import { asChatId } from '../telegram/ids.ts'
import type { ClockSources } from './clock-parts.ts'
import type { Intervals } from './intervals.ts'
import type { Tails } from './tails.ts'

export interface MigrationsOptions {
  readonly tails: Tails
  readonly intervals: Pick<Intervals, 'move'>
  readonly store: Pick<Store, 'dropTail'>
  readonly sources: Pick<ClockSources, 'moveMarks'>
  /** Called before anything moves, so that the old chat is evaluated once more. */
  readonly onMoving: (fromChatId: number) => void
  /** Called after everything of the old chat has moved to the new one. */
  readonly onMoved: (fromChatId: number, toChatId: number) => void
}

/** What is known of a basic group moves to the supergroup that it became. Nothing of the group is evaluated after that. */
export class Migrations {
  readonly #options: MigrationsOptions
  readonly #successors = new Map<number, number>()

  constructor(options: MigrationsOptions) {
    this.#options = options
  }

  /** The chat that a group was upgraded to. */
  findSuccessor(chatId: number): number | undefined {
    return this.#successors.get(chatId)
  }

  move(fromChatId: number, toChatId: number): void {
    if (this.#successors.get(fromChatId) === toChatId) return
    const { intervals, onMoved, onMoving, sources, store, tails } = this.#options
    onMoving(fromChatId)
    this.#successors.set(fromChatId, toChatId)
    sources.moveMarks(fromChatId, toChatId)
    // The old tail is removed last: as long as it is on disk, the rest is done again after a crash.
    if (tails.has(fromChatId)) {
      intervals.move(fromChatId, toChatId)
      tails.move(fromChatId, toChatId, (fact) => ({ ...fact, id: toPredecessorId(fact.id) }))
      store.dropTail(asChatId(fromChatId))
    }
    onMoved(fromChatId, toChatId)
  }

  clear(): void {
    this.#successors.clear()
  }
}
