import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'

/** Between two comparisons that only a lost connection asks for; a connection may be lost many times in a minute. */
const pauseMs = 60_000

export interface CompareDueParts {
  readonly clock: Clock
  /** It has become due by itself. */
  readonly onDue: () => void
}

/**
 * Says when the log has to be compared with the server's: after a start, when TDLib left something out, and after the
 * connection was away. What was deleted meanwhile TDLib does not tell of where it missed too much.
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

  /** At once. */
  ask(): void {
    this.#isDue = true
  }

  noteAway(): void {
    this.#wasAway = true
  }

  /** What is new since the connection was lost has been read. */
  noteBack(): void {
    if (!this.#wasAway) return
    this.#wasAway = false
    const { clock, onDue } = this.#parts
    const now = clock.now()
    const atMs = this.#beganAtMs + pauseMs
    // A clock that was set back meanwhile makes no wait longer.
    if (now >= atMs || now < this.#beganAtMs) this.#isDue = true
    else
      this.#cancel ??= clock.schedule(atMs, () => {
        this.#cancel = undefined
        this.#isDue = true
        onDue()
      })
  }

  /** What is asked of the server from now on says what there is. */
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
