import { randomBytes } from 'node:crypto'
import type { Clock } from '#shared/lib/clock.ts'
import type { OneTimeToken } from '../process/core-messages.ts'

/** Time enough to find the printed address; Enter in the terminal gives another. */
const lifetimeMs = 10 * 60_000

/** Tokens, each of which lets one browser in; kept over restarts of the core. */
export class EntryTokens {
  readonly #clock: Clock
  #tokens: readonly OneTimeToken[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Tokens that are not used yet, oldest first. */
  get all(): readonly OneTimeToken[] {
    return this.#tokens
  }

  issue(): OneTimeToken {
    const nowMs = this.#clock.now()
    const token = { token: randomBytes(32).toString('base64url'), expiresAtMs: nowMs + lifetimeMs }
    this.#tokens = [...this.#tokens.filter(({ expiresAtMs }) => expiresAtMs > nowMs), token]
    return token
  }

  drop(used: string): void {
    this.#tokens = this.#tokens.filter(({ token }) => token !== used)
  }
}
