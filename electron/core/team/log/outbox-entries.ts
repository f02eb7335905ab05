import { ok, type Result } from '#shared/lib/result.ts'
import type { Store } from '../../store/store.ts'
import type { TeamOutboxEntry } from '../../store/team-store.ts'
import { orderOutbox } from './order-outbox.ts'

type OutboxStore = Pick<Store, 'readTeamOutbox' | 'putTeamOutbox' | 'dropTeamOutbox'>

/** What waits for one channel, in the order of sending; on disk with every change. */
export class OutboxEntries {
  readonly #store: OutboxStore
  #list: readonly TeamOutboxEntry[]

  constructor(store: OutboxStore, channelId: number) {
    this.#store = store
    this.#list = orderOutbox(store.readTeamOutbox().filter((entry) => entry.channelId === channelId))
  }

  get list(): readonly TeamOutboxEntry[] {
    return this.#list
  }

  find(eventId: string): TeamOutboxEntry | undefined {
    return this.#list.find((entry) => entry.eventId === eventId)
  }

  /** Adds or replaces an entry. It is on disk when this answers. */
  put(entry: TeamOutboxEntry): Result<undefined, 'store_failed'> {
    if (this.find(entry.eventId) !== undefined) return ok()
    const saved = this.#store.putTeamOutbox(entry)
    if (!saved.ok) return saved
    this.#list = orderOutbox([...this.#list, entry])
    return ok()
  }

  /**
   * Removes an entry. If it stays on disk all the same, it is sent once more after a restart, which changes
   * nothing.
   */
  remove(eventId: string): void {
    this.#list = this.#list.filter((entry) => entry.eventId !== eventId)
    this.#store.dropTeamOutbox([eventId])
  }

  /** Saves all entries again, after the store was made anew, perhaps from an older backup. */
  saveAll(): void {
    for (const entry of this.#list) this.#store.putTeamOutbox(entry)
  }
}
