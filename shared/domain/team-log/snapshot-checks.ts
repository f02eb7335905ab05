import { eventVersion } from './events.ts'
import type { SnapshotNote } from './history-run.ts'
import type { TeamLogItem, Standing } from './log-item.ts'
import { PartAssembler } from './part-assembler.ts'
import { readSnapshot } from './read-snapshot.ts'
import { hashBase } from './snapshot-records.ts'
import { TeamFold, type FoldBase } from './team-fold.ts'

/** A snapshot that does not agree with the history. */
export interface Mismatch {
  readonly messageId: number
  readonly authorId: number
  readonly dateS: number
  readonly upTo: number
  /** Up to here a snapshot agreed; the history has to be read again from here. 0: from its beginning. */
  readonly agreesUpTo: number
}

/** Gives the items after one id, up to another. */
type List = (afterId: number, upToId: number) => readonly TeamLogItem[]

/** A separate fold that follows the snapshots from the genesis on. */
interface Cursor {
  readonly fold: TeamFold
  readonly assembler: PartAssembler
  messageId: number
}

/** How many of the newest snapshots are checked as soon as they come. */
const newestCount = 4

/** Compares each snapshot with the state of the history at the message up to which the snapshot sums up. */
export class SnapshotChecks {
  /** The results, by the snapshot's message. */
  readonly #verdicts = new Map<number, { readonly upTo: number; readonly agrees: boolean }>()
  readonly #settled = new Set<number>()
  #trustedUpTo = 0
  #cursor: Cursor | undefined

  /** Up to this message all snapshots agreed in an earlier run. */
  get checkedUpTo(): number {
    return this.#trustedUpTo
  }

  trust(upToId: number): void {
    this.#trustedUpTo = Math.max(this.#trustedUpTo, upToId)
  }

  /** Forgets results from this message on, which may have changed. */
  forget(fromId: number): void {
    for (const [messageId, { upTo }] of this.#verdicts) {
      if (upTo >= fromId || messageId >= fromId) this.#verdicts.delete(messageId)
    }
    this.#trustedUpTo = Math.min(this.#trustedUpTo, Math.max(0, fromId - 1))
    if ((this.#cursor?.messageId ?? 0) >= fromId) this.#cursor = undefined
  }

  checkNewest(snapshots: readonly SnapshotNote[], baseAt: (upTo: number) => FoldBase | undefined): void {
    for (const snapshot of snapshots.slice(-newestCount)) {
      const base = this.#isOpen(snapshot) ? baseAt(snapshot.event.up_to) : undefined
      if (base !== undefined) this.#judge(snapshot, base)
    }
  }

  /** Checks at most this many messages, or one snapshot; false: nothing is left to check. */
  checkMore(snapshots: readonly SnapshotNote[], standing: Standing, list: List, maxItems: number): boolean {
    const open = snapshots.filter((one) => this.#isOpen(one))
    const [next] = open.sort((a, b) => a.event.up_to - b.event.up_to)
    if (next === undefined) {
      const isAllTrue = snapshots.every((one) => !this.isFalse(one.messageId))
      if (isAllTrue) this.trust(snapshots.at(-1)?.messageId ?? 0)
      this.#cursor = undefined
      return false
    }
    const upTo = next.event.up_to
    if (this.#cursor === undefined || this.#cursor.messageId > upTo) {
      this.#cursor = { fold: new TeamFold(standing), assembler: new PartAssembler(), messageId: 0 }
    }
    const items = list(this.#cursor.messageId, upTo)
    moveOn(this.#cursor, items.slice(0, maxItems))
    if (items.length <= maxItems) {
      this.#cursor.messageId = upTo
      this.#judge(next, this.#cursor.fold.base)
    }
    return true
  }

  settle(messageId: number): void {
    this.#settled.add(messageId)
  }

  isFalse(messageId: number): boolean {
    return this.#verdicts.get(messageId)?.agrees === false
  }

  /** Snapshots that still did not agree after the history was read again. */
  listSettled(snapshots: readonly SnapshotNote[]): readonly SnapshotNote[] {
    return snapshots.filter((one) => this.isFalse(one.messageId) && this.#settled.has(one.messageId))
  }

  listMismatches(snapshots: readonly SnapshotNote[]): readonly Mismatch[] {
    const open = snapshots.filter((one) => this.isFalse(one.messageId) && !this.#settled.has(one.messageId))
    return open.map(({ authorId, dateS, event, messageId }) => {
      const agreeing = snapshots.filter((one) => one.event.up_to < event.up_to && this.#isTrue(one.messageId))
      const agreesUpTo = agreeing.reduce((most, one) => Math.max(most, one.event.up_to), 0)
      return { messageId, authorId, dateS, upTo: event.up_to, agreesUpTo }
    })
  }

  #isTrue(messageId: number): boolean {
    return messageId <= this.#trustedUpTo || this.#verdicts.get(messageId)?.agrees === true
  }

  /** Whether the snapshot was not checked yet, and can be compared. */
  #isOpen({ event, messageId }: SnapshotNote): boolean {
    return messageId > this.#trustedUpTo && !this.#verdicts.has(messageId) && event.v <= eventVersion
  }

  #judge({ event, messageId }: SnapshotNote, base: FoldBase): void {
    // A snapshot whose records do not have its hash is of no use, even if the hash is right.
    const agrees = hashBase(base) === event.hash && readSnapshot(event) !== undefined
    this.#verdicts.set(messageId, { upTo: event.up_to, agrees })
  }
}

function moveOn(cursor: Cursor, items: readonly TeamLogItem[]): void {
  for (const item of items) {
    const assembled = cursor.assembler.push(item)
    if (assembled.kind === 'item') cursor.fold.apply(assembled.item)
    cursor.messageId = item.messageId
  }
}
