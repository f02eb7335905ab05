import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'

/**
 * Pause between two comparisons that only a lost connection asks for: a connection may be lost many times in a
 * minute.
 */
const pauseMs = 60_000

export interface CompareDueParts {
  readonly clock: Clock
  /** Is called when a comparison becomes due by itself. */
  readonly onDue: () => void
}

/**
 * Says when the team's log has to be compared with the server's: after a start, when TDLib left something out, and
 * after the connection was away. Where TDLib missed too much, it does not tell of the messages that were deleted
 * meanwhile.
 */
export class CompareDue {
  readonly #parts: CompareDueParts
  #isDue = true
  #wasAway = false
  #beganAtMs: EpochMs = 0
  #cancel: Cancel | undefined

  constructor(parts: CompareDueParts) {
    this.#parts = parts
  }

  get isDue(): boolean {
    return this.#isDue
  }

  /** Makes a comparison due at once. */
  ask(): void {
    this.#isDue = true
  }

  noteAway(): void {
    this.#wasAway = true
  }

  /** The messages written since the connection was lost have been read. */
  noteBack(): void {
    if (!this.#wasAway) return
    this.#wasAway = false
    const { clock, onDue } = this.#parts
    const now = clock.now()
    const atMs = this.#beganAtMs + pauseMs
    // A clock that was set back meanwhile must not make the wait longer.
    if (now >= atMs || now < this.#beganAtMs) this.#isDue = true
    else
      this.#cancel ??= clock.schedule(atMs, () => {
        this.#cancel = undefined
        this.#isDue = true
        onDue()
      })
  }

  /** A comparison begins: the server's answers from now on are current. */
  begin(): void {
    this.#isDue = false
    this.#wasAway = false
    this.#beganAtMs = this.#parts.clock.now()
    this.close()
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }
}
