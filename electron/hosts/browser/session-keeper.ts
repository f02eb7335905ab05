import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '#shared/lib/clock.ts'
import type { OneTimeToken } from '../process/core-messages.ts'

/** Who may see the console: tokens let a browser in once, the session key lets it stay. */
export interface SessionKeeper {
  addToken(token: OneTimeToken): void
  /** The session key for a token that is known, unused and not expired; this uses the token up. */
  exchange(token: string): string | undefined
  isSessionKey(value: string | undefined): boolean
}

export interface SessionKeeperOptions {
  readonly clock: Clock
  readonly sessionKey: string
  readonly tokens: readonly OneTimeToken[]
  readonly onUsed: (token: string) => void
}

export function createSessionKeeper(options: SessionKeeperOptions): SessionKeeper {
  let tokens = [...options.tokens]
  return {
    addToken: (token) => {
      tokens.push(token)
    },
    exchange: (offered) => {
      const nowMs = options.clock.now()
      tokens = tokens.filter(({ expiresAtMs }) => expiresAtMs > nowMs)
      // Every token is compared, so that the time taken does not tell which token was close.
      const matching = tokens.filter(({ token }) => areEqual(token, offered))
      const [used] = matching
      if (used === undefined) return undefined
      tokens = tokens.filter((token) => token !== used)
      options.onUsed(used.token)
      return options.sessionKey
    },
    isSessionKey: (value) => value !== undefined && areEqual(value, options.sessionKey),
  }
}

/** Compares in a time that does not depend on where two strings differ. */
function areEqual(left: string, right: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(left), digest(right))
}
