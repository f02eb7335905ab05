import type { Clock, EpochMs } from '#shared/lib/clock.ts'
import { type ChatClocks, findWaitRange } from './chat-clocks.ts'
import type { Tails } from './tails.ts'

/** A connection that was away for a shorter time lost nothing that TDLib does not bring by itself. */
const shortestAbsenceMs = 5_000

export interface VerificationOptions {
  readonly clock: Clock
  readonly tails: Tails
  readonly clocks: ChatClocks
  readonly onOnline: (isOnline: boolean) => void
  /** Chats are to be looked at again. */
  readonly onVerify: () => void
}

/** Has the waits looked at again after everything that may have kept messages from us. */
export class Verification {
  readonly #options: VerificationOptions
  #isOnline = false
  #isDone = false
  #offlineSinceMs: EpochMs = 0

  constructor(options: VerificationOptions) {
    this.#options = options
  }

  get isOnline(): boolean {
    return this.#isOnline
  }

  /** True once everything that waits is being looked at again, or was. */
  get isDone(): boolean {
    return this.#isDone
  }

  followConnection(isOnline: boolean): void {
    if (isOnline === this.#isOnline) return
    const { clock, onOnline } = this.#options
    this.#isOnline = isOnline
    if (!isOnline) this.#offlineSinceMs = clock.now()
    else if (!this.#isDone || clock.now() - this.#offlineSinceMs >= shortestAbsenceMs) this.verify()
    onOnline(isOnline)
  }

  /** Customers who wait may have been answered, or may have deleted what they wrote, without our being told. */
  verify(): void {
    this.#isDone = this.#isOnline
    if (!this.#isOnline) return
    const { clocks, onVerify, tails } = this.#options
    for (const chatId of clocks.waiting) {
      const known = tails.find(chatId)
      const found = clocks.find(chatId)
      if (known !== undefined && found !== undefined) {
        tails.check(chatId, undefined, findWaitRange(found, known))
      }
    }
    onVerify()
  }

  clear(): void {
    this.#isDone = false
  }
}
