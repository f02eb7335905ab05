import type { Account, AccountDirectory, TlObject, TlValue } from '../rpc.ts'
import { RpcError } from '../rpc.ts'
import type { Authorization } from '../server/authorization.ts'
import type { Authorizations } from '../server/authorizations.ts'
import type { SessionRegistry } from '../server/session-registry.ts'
import type { Clock } from '../wire/clock.ts'

/** What all login methods work on. */
export interface AuthParts {
  readonly clock: Clock
  readonly accounts: AccountDirectory
  readonly authorizations: Authorizations
  readonly registry: SessionRegistry
}

export function readText(value: TlValue): string {
  return typeof value === 'string' ? value : ''
}

export function readBytes(value: TlValue): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array()
}

/** Logs a session in and answers with `auth.authorization`. */
export function completeLogin(parts: AuthParts, authorization: Authorization, userId: number): TlObject {
  parts.authorizations.logIn(authorization, userId)
  return { _: 'auth.authorization', user: parts.accounts.describeSelf(userId) }
}

/** The same, unless the account has a password, which then has to be checked first. */
export function continueLogin(parts: AuthParts, authorization: Authorization, account: Account): TlObject {
  if (account.password !== undefined) {
    authorization.passwordPendingUserId = account.userId
    throw new RpcError(401, 'SESSION_PASSWORD_NEEDED')
  }
  return completeLogin(parts, authorization, account.userId)
}

export function readLong(value: TlValue): bigint {
  return typeof value === 'bigint' ? value : 0n
}
