import type { SnapshotNote } from './history-run.ts'
import { eventVersion } from './events.ts'
import { readSnapshot } from './read-snapshot.ts'

/** A snapshot that does not say what the history says. */
export interface Mismatch {
  readonly messageId: number
  readonly authorId: number
  readonly dateS: number
  readonly upTo: number
  /** Up to here a snapshot agreed; from here the history is to be read again. 0: from its beginning. */
  readonly agreesUpTo: number
}

/** Compares snapshots with what the history comes to at the message they sum up. */
export class SnapshotChecks {
  /** By the snapshot's message. */
  readonly #verdicts = new Map<number, boolean>()
  readonly #hashes = new Map<number, string>()
  readonly #settled = new Set<number>()

  /** Hashes that were computed on the way. */
  remember(upTo: number, hash: string): void {
    this.#hashes.set(upTo, hash)
  }

  /** What lies after this message may have changed, itself included. */
  forget(fromId: number): void {
    for (const upTo of this.#hashes.keys()) if (upTo >= fromId) this.#hashes.delete(upTo)
    for (const [messageId, upTo] of this.#checkedUpTo) {
      if (upTo < fromId && messageId < fromId) continue
      this.#verdicts.delete(messageId)
      this.#checkedUpTo.delete(messageId)
    }
  }

  readonly #checkedUpTo = new Map<number, number>()

  /** `hashAt` gives undefined where the history is not known. */
  check(snapshots: readonly SnapshotNote[], hashAt: (upTo: number) => string | undefined): void {
    for (const { event, messageId } of snapshots) {
      if (this.#verdicts.has(messageId) || event.v > eventVersion) continue
      const hash = this.#hashes.get(event.up_to) ?? hashAt(event.up_to)
      if (hash === undefined) continue
      this.#hashes.set(event.up_to, hash)
      // Whose records are not what its hash is of helps nobody, whatever the hash.
      this.#verdicts.set(messageId, hash === event.hash && readSnapshot(event) !== undefined)
      this.#checkedUpTo.set(messageId, event.up_to)
    }
  }

  settle(messageId: number): void {
    this.#settled.add(messageId)
  }

  isFalse(messageId: number): boolean {
    return this.#verdicts.get(messageId) === false
  }

  /** Those that stayed false after the history was read again. */
  listSettled(snapshots: readonly SnapshotNote[]): readonly SnapshotNote[] {
    return snapshots.filter((one) => this.isFalse(one.messageId) && this.#settled.has(one.messageId))
  }

  listMismatches(snapshots: readonly SnapshotNote[]): readonly Mismatch[] {
    const open = snapshots.filter((one) => this.isFalse(one.messageId) && !this.#settled.has(one.messageId))
    return open.map(({ authorId, dateS, event, messageId }) => ({
      messageId,
      authorId,
      dateS,
      upTo: event.up_to,
      agreesUpTo: Math.max(
        0,
        ...snapshots
          .filter((one) => this.#verdicts.get(one.messageId) === true && one.event.up_to < event.up_to)
          .map((one) => one.event.up_to),
      ),
    }))
  }
}
