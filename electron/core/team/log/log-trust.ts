import * as v from 'valibot'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import type { Store } from '../../store/store.ts'

const trustFact = 'team.trust'
const Trust = v.object({
  channelId: v.number(),
  /** Messages of the geneses that counted here. */
  rootIds: v.array(v.number()),
  /** Snapshots that did not agree, and for which the history was read again. */
  falseIds: v.array(v.number()),
  /** All snapshots up to this message agreed with the history. */
  checkedUpToId: v.optional(v.number()),
  /** The mismatch that the user is told of. */
  shown: v.optional(v.object({ atS: v.number(), authorId: v.number() })),
})
type Trust = v.InferOutput<typeof Trust>
const mostFalseIds = 100

/** What this console has found out about the messages of one channel; kept until another channel is chosen. */
export class TeamLogTrust {
  readonly #store: Pick<Store, 'readFact' | 'saveFact'>
  #trust: Trust

  constructor(store: Pick<Store, 'readFact' | 'saveFact'>, channelId: number) {
    this.#store = store
    const stored = parseOutside(Trust, store.readFact(trustFact))
    const isKnown = stored.success && stored.output.channelId === channelId
    this.#trust = isKnown ? stored.output : { channelId, rootIds: [], falseIds: [] }
  }

  get rootIds(): readonly number[] {
    return this.#trust.rootIds
  }

  /** 0: none was checked. */
  get checkedUpToId(): number {
    return this.#trust.checkedUpToId ?? 0
  }

  /** The snapshot that the user is told of: who wrote it, and when it was found out. */
  get shown(): Trust['shown'] {
    return this.#trust.shown
  }

  isFalse(messageId: number): boolean {
    return this.#trust.falseIds.includes(messageId)
  }

  noteRoot(messageId: number): void {
    if (!this.rootIds.includes(messageId)) this.#change({ rootIds: [...this.rootIds, messageId] })
  }

  noteFalse(messageId: number, shown: NonNullable<Trust['shown']>): void {
    const falseIds = [...new Set([...this.#trust.falseIds, messageId])].slice(-mostFalseIds)
    this.#change({ falseIds, shown })
  }

  noteChecked(upToId: number): void {
    if (this.#trust.checkedUpToId !== upToId) this.#change({ checkedUpToId: upToId })
  }

  /** False: there was nothing to dismiss. */
  dismissShown(): boolean {
    const { shown, ...rest } = this.#trust
    if (shown === undefined) return false
    this.#trust = rest
    this.#store.saveFact(trustFact, rest)
    return true
  }

  #change(changes: Partial<Trust>): void {
    this.#trust = { ...this.#trust, ...changes }
    // If this does not reach the disk, it is found out again at the next start.
    this.#store.saveFact(trustFact, this.#trust)
  }
}
