import { EventId } from '#shared/contract/entities/team.ts'
import { ok } from '#shared/lib/result.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import * as v from 'valibot'
import type { DurableResult, Store } from '../../store/store.ts'

const ownFact = 'notes.own'

const OwnNote = v.object({
  id: EventId,
  chatId: v.number(),
  messageId: v.exactOptional(v.number()),
  text: v.string(),
  mentionIds: v.array(v.number()),
  atS: v.number(),
})
/** A note that was written here, kept until the team's log has it. */
export type OwnNote = v.InferOutput<typeof OwnNote>

/**
 * Notes written here, on disk from the first moment until they count, so that the text is kept even if the event is
 * refused.
 */
export class OwnNotes {
  readonly #store: Pick<Store, 'readFact' | 'saveFact'>
  #notes: ReadonlyMap<string, OwnNote> = new Map()

  constructor(store: Pick<Store, 'readFact' | 'saveFact'>) {
    this.#store = store
  }

  restore(): void {
    const stored = parseOutside(v.array(OwnNote), this.#store.readFact(ownFact))
    this.#notes = new Map((stored.success ? stored.output : []).map((note) => [note.id, note]))
  }

  find(id: string): OwnNote | undefined {
    return this.#notes.get(id)
  }

  all(): Iterable<OwnNote> {
    return this.#notes.values()
  }

  put(note: OwnNote): DurableResult {
    return this.#save(new Map(this.#notes).set(note.id, note))
  }

  drop(ids: readonly string[]): DurableResult {
    const rest = new Map(this.#notes)
    if (ids.filter((id) => rest.delete(id)).length === 0) return ok()
    return this.#save(rest)
  }

  /** The account is gone, and the store has forgotten it. */
  clear(): void {
    this.#notes = new Map()
  }

  #save(notes: ReadonlyMap<string, OwnNote>): DurableResult {
    const saved = this.#store.saveFact(ownFact, notes.size === 0 ? undefined : [...notes.values()])
    if (saved.ok) this.#notes = notes
    return saved
  }
}
