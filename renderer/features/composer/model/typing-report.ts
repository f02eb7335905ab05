import type { Clock } from '#shared/lib/clock.ts'

/** Telegram shows "typing" for six seconds after each report. */
const typingPauseMs = 5000

/** Tells the chat that an answer is being typed, as rarely as Telegram needs it. */
export class TypingReport {
  readonly #clock: Clock
  readonly #send: () => void
  #allowedAtMs = 0

  constructor(clock: Clock, send: () => void) {
    this.#clock = clock
    this.#send = send
  }

  /** The answer grew or changed. */
  type(): void {
    const nowMs = this.#clock.now()
    if (nowMs < this.#allowedAtMs) return
    this.#allowedAtMs = nowMs + typingPauseMs
    this.#send()
  }

  /** The answer was sent, which ends "typing" in the chat; the next one is reported at once. */
  end(): void {
    this.#allowedAtMs = 0
  }
}
