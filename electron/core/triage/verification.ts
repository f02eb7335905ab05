import type { Clock, EpochMs } from '#shared/lib/clock.ts'
import type { SessionView } from '#shared/contract/entities/session.ts'
import { isUpToDate } from '../session/connection.ts'
import type { ChatClocks } from './chat-clocks.ts'
import type { Tails } from './tails.ts'

/** After a shorter loss of connection, TDLib delivers everything that was missed by itself. */
const shortestAbsenceMs = 5_000

export interface VerificationOptions {
  readonly clock: Clock
  readonly tails: Tails
  readonly clocks: ChatClocks
  /** Called when chats have to be looked at again. */
  readonly onVerify: () => void
}

/** Has the chats with a clock checked again after every event that may have kept messages from this console. */
export class Verification {
  readonly #options: VerificationOptions
  #isUpToDate = false
  #isDone = false
  #behindSinceMs: EpochMs = 0

  constructor(options: VerificationOptions) {
    this.#options = options
  }

  get isUpToDate(): boolean {
    return this.#isUpToDate
  }

  /** True once the waits are being checked again, or have been checked. */
  get isDone(): boolean {
    return this.#isDone
  }

  followConnection(connection: SessionView['connection']): void {
    const isNowUpToDate = isUpToDate(connection)
    if (isNowUpToDate === this.#isUpToDate) return
    const { clock } = this.#options
    this.#isUpToDate = isNowUpToDate
    if (!isNowUpToDate) this.#behindSinceMs = clock.now()
    else if (!this.#isDone || clock.now() - this.#behindSinceMs >= shortestAbsenceMs) this.verify()
  }

  /**
   * Has every chat with a clock read again: messages may have come, and others may have been deleted, without an
   * update. Where TDLib missed too much, it goes on having a last answer that is gone, and nothing else tells of it.
   */
  verify(): void {
    this.#isDone = this.#isUpToDate
    if (!this.#isUpToDate) return
    const { clocks, onVerify, tails } = this.#options
    for (const chatId of tails.chatIds()) {
      if (clocks.find(chatId)?.waits !== undefined) tails.check(chatId)
    }
    onVerify()
  }

  clear(): void {
    this.#isDone = false
  }
}
