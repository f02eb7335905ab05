import type { PatchBatch } from '../../contract/patches.ts'

/**
 * - `apply`: the batch is the next one, or the first of a snapshot.
 * - `missed`: one before it is missing; a snapshot has to be asked for. Said once per gap.
 * - `useless`: what it would change is not known before a snapshot comes.
 */
export type BatchVerdict = 'apply' | 'missed' | 'useless'

/** Which batches of one connection a window may apply. */
export class BatchOrder {
  #lastSeq = 0
  #needsSnapshot = true

  judge({ seq, isSnapshot }: Pick<PatchBatch, 'seq' | 'isSnapshot'>): BatchVerdict {
    if (!isSnapshot) {
      if (this.#needsSnapshot) return 'useless'
      if (seq !== this.#lastSeq + 1) {
        this.#needsSnapshot = true
        return 'missed'
      }
    }
    this.#needsSnapshot = false
    this.#lastSeq = seq
    return 'apply'
  }
}
