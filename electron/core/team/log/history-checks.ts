import type { TeamHistory } from '#shared/domain/team-log/team-history.ts'
import type { Cancel, Clock } from '#shared/lib/clock.ts'

/** Pause between two checks, each of which takes a few milliseconds. */
const pauseMs = 200

export interface HistoryChecksParts {
  readonly clock: Clock
  readonly history: TeamHistory
  /** All snapshots up to this message agree with the history. */
  readonly onChecked: (upToId: number) => void
  /** A snapshot does not agree with the history. */
  readonly onMismatch: () => void
}

/**
 * Compares the snapshots of a whole history with the history, a little at a time, because nobody waits for the
 * result.
 */
export class HistoryChecks {
  readonly #parts: HistoryChecksParts
  #cancel: Cancel | undefined
  #isDone = false

  constructor(parts: HistoryChecksParts) {
    this.#parts = parts
  }

  /** The history changed; `isFar`: not only at its end. */
  touch(isFar: boolean): void {
    if (isFar) this.#isDone = false
    if (this.#isDone || this.#cancel !== undefined || !this.#parts.history.isWhole) return
    const { clock } = this.#parts
    this.#cancel = clock.schedule(clock.now() + pauseMs, () => {
      this.#cancel = undefined
      this.#check()
    })
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #check(): void {
    const { history, onChecked, onMismatch } = this.#parts
    if (!history.isWhole) return
    const before = history.mismatches.length
    this.#isDone = !history.checkMore()
    if (history.mismatches.length > before) onMismatch()
    if (this.#isDone) onChecked(history.checkedUpTo)
    else this.touch(false)
  }
}
