import type { Note } from '#shared/domain/team-log/team-state.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import * as v from 'valibot'
import type { Store } from '../../store/store.ts'

const toldFact = 'notes.told'
const keptIds = 200
/** A user who was away overnight still learns that somebody asked; later only the chat itself shows it. */
const freshS = 24 * 3600

/** Which notes name the user and were not told of yet, over restarts. */
export class NoteMentions {
  readonly #store: Pick<Store, 'readFact' | 'saveFact'>
  #toldIds: ReadonlySet<string> = new Set()

  constructor(store: Pick<Store, 'readFact' | 'saveFact'>) {
    this.#store = store
  }

  restore(): void {
    const stored = parseOutside(v.array(v.string()), this.#store.readFact(toldFact))
    this.#toldIds = new Set(stored.success ? stored.output : [])
  }

  /** The notes of which the user is to be told now; each is returned once. */
  take(notes: Iterable<Note>, selfId: number, nowS: number): readonly Note[] {
    const found = [...notes].filter(
      ({ id, mentionIds, written }) =>
        mentionIds.includes(selfId) &&
        written.byUserId !== selfId &&
        written.isPending !== true &&
        nowS - written.atS < freshS &&
        !this.#toldIds.has(id),
    )
    if (found.length === 0) return []
    this.#toldIds = new Set([...this.#toldIds, ...found.map(({ id }) => id)].slice(-keptIds))
    // If this does not reach the disk, the user is perhaps told twice, which is better than not at all.
    this.#store.saveFact(toldFact, [...this.#toldIds])
    return found
  }

  /** The account is gone, and the store has forgotten it. */
  clear(): void {
    this.#toldIds = new Set()
  }
}
