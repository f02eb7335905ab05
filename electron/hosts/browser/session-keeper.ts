import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '#shared/lib/clock.ts'
import type { OneTimeToken } from '../process/core-messages.ts'

/** The two secrets of the session, which a browser keeps in two places; see `browserHost`. */
export interface SessionSecrets {
  /** The value of the cookie. */
  readonly sessionKey: string
  /** What the page keeps in the storage of its origin. */
  readonly pageKey: string
}

/** Who may see the console: tokens let a browser in once, the session's secrets let it stay. */
export interface SessionKeeper {
  addToken(token: OneTimeToken): void
  /** The secrets for a token that is known, unused and not expired; this uses the token up. */
  exchange(token: string): SessionSecrets | undefined
  isSessionKey(value: string | undefined): boolean
  isPageKey(value: string | undefined): boolean
}

export interface SessionKeeperOptions extends SessionSecrets {
  readonly clock: Clock
  readonly tokens: readonly OneTimeToken[]
  readonly onUsed: (token: string) => void
}

export function createSessionKeeper(options: SessionKeeperOptions): SessionKeeper {
  const { pageKey, sessionKey } = options
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
      return { sessionKey, pageKey }
    },
    isSessionKey: (value) => value !== undefined && areEqual(value, sessionKey),
    isPageKey: (value) => value !== undefined && areEqual(value, pageKey),
  }
}

/** Compares in a time that does not depend on where two strings differ. */
function areEqual(left: string, right: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(left), digest(right))
}
