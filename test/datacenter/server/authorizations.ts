import type { ClientSession, SessionHub } from '../rpc.ts'
import type { Clock } from '../wire/clock.ts'
import { Authorization } from './authorization.ts'

/** All logins of the data centre, and the hub through which the world reaches them. */
export class Authorizations implements SessionHub {
  readonly #clock: Clock
  readonly #byKeyId = new Map<bigint, Authorization>()
  readonly #byUser = new Map<number, Set<Authorization>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The authorization of a permanent key, made at its first use. */
  ofKey(keyId: bigint): Authorization {
    const known = this.#byKeyId.get(keyId)
    if (known !== undefined) return known
    const authorization = new Authorization(keyId, this.#clock.now())
    this.#byKeyId.set(keyId, authorization)
    return authorization
  }

  all(): readonly Authorization[] {
    return [...this.#byKeyId.values()]
  }

  /** The logged-in devices of a user, online or not. */
  ofUser(userId: number): readonly Authorization[] {
    return [...(this.#byUser.get(userId) ?? [])]
  }

  /**
   * Every logged-in session of a user. One without an open connection answers `push` with false and is told to ask for the
   * difference when it comes back.
   */
  sessionsOf(userId: number): readonly ClientSession[] {
    return this.ofUser(userId)
  }

  logIn(authorization: Authorization, userId: number): void {
    this.logOut(authorization)
    authorization.userId = userId
    authorization.passwordPendingUserId = undefined
    if (authorization.isCopy) return
    const sessions = this.#byUser.get(userId) ?? new Set()
    sessions.add(authorization)
    this.#byUser.set(userId, sessions)
  }

  logOut(authorization: Authorization): void {
    const { userId } = authorization
    authorization.userId = undefined
    authorization.passwordPendingUserId = undefined
    if (userId !== undefined) this.#byUser.get(userId)?.delete(authorization)
  }

  remove(keyId: bigint): void {
    const authorization = this.#byKeyId.get(keyId)
    if (authorization === undefined) return
    this.logOut(authorization)
    this.#byKeyId.delete(keyId)
  }
}
