import type { TlObject } from '../rpc.ts'
import type { AuthKey } from '../wire/auth-key.ts'
import type { Clock } from '../wire/clock.ts'
import { openMessage } from '../wire/encrypted-message.ts'
import type { Envelope } from '../wire/encrypted-message.ts'
import { ServerSalts } from '../wire/salts.ts'
import { MtprotoSession } from '../wire/session.ts'
import type { SessionHost } from '../wire/session.ts'
import type { TlError } from '../wire/tl-error.ts'
import type { Authorizations } from './authorizations.ts'
import type { Connection } from './connection.ts'
import { AuthKeys } from './keys.ts'

/** Called for every call of the API, with the permanent key's login. */
type CallReceiver = (
  session: MtprotoSession,
  messageId: bigint,
  call: TlObject | undefined,
  problem: TlError | undefined,
) => void

/** Finds the key and the session of each encrypted packet, and hands over what is in it. */
export class SessionRegistry implements SessionHost {
  readonly clock: Clock
  readonly keys = new AuthKeys()
  readonly salts = new ServerSalts()
  readonly #authorizations: Authorizations
  readonly #receiveCall: CallReceiver
  readonly #sessions = new Map<string, MtprotoSession>()

  constructor(clock: Clock, authorizations: Authorizations, receiveCall: CallReceiver) {
    this.clock = clock
    this.#authorizations = authorizations
    this.#receiveCall = receiveCall
  }

  receivePacket(connection: Connection, packet: Buffer): 'taken' | 'unknownKey' | 'broken' {
    const nowMs = this.clock.now()
    const key = this.keys.find(packet.readBigUInt64LE(0), nowMs)
    if (key === undefined) return 'unknownKey'
    const envelope = openMessage(key, packet, 'fromClient')
    if (envelope === undefined) return 'broken'
    const { session, isNew } = this.#findSession(key, envelope)
    connection.noteSession(session)
    const permanentId = this.keys.permanentIdOf(key)
    connection.userId = permanentId === undefined ? undefined : this.#authorizations.ofKey(permanentId).userId
    session.attach(connection)
    if (!this.salts.isValid(key, envelope.salt, nowMs)) {
      if (isNew) this.#forget(session)
      session.reportBadSalt(envelope, this.salts.current(key, nowMs))
      return 'taken'
    }
    if (isNew) session.announce(envelope, this.salts.current(key, nowMs))
    session.receive(envelope.messageId, envelope.sequence, envelope.body)
    return 'taken'
  }

  receiveCall(
    session: MtprotoSession,
    messageId: bigint,
    call: TlObject | undefined,
    problem: TlError | undefined,
  ): void {
    this.#receiveCall(session, messageId, call, problem)
  }

  listFutureSalts(session: MtprotoSession, count: number): readonly TlObject[] {
    return this.salts.future(session.authKey, count, this.clock.now()).map((one) => ({
      _: 'mt_future_salt',
      valid_since: Math.floor(one.validSinceMs / 1000),
      valid_until: Math.floor(one.validUntilMs / 1000),
      salt: one.salt,
    }))
  }

  destroySession(session: MtprotoSession, sessionId: bigint): boolean {
    const target = this.#sessions.get(nameSession(session.authKey, sessionId))
    if (target === undefined) return false
    this.#forget(target)
    return true
  }

  /** The client is done with the key: after the answer is out, packets with it get the transport error. */
  destroyAuthKey(session: MtprotoSession): void {
    setImmediate(() => this.forgetKey(session.authKey.id))
  }

  forgetKey(keyId: bigint): void {
    for (const session of this.#sessions.values()) {
      if (this.keys.permanentIdOf(session.authKey) === keyId) this.#forget(session)
    }
    this.keys.remove(keyId)
    this.#authorizations.remove(keyId)
  }

  #findSession(
    key: AuthKey,
    envelope: Envelope,
  ): { readonly session: MtprotoSession; readonly isNew: boolean } {
    const name = nameSession(key, envelope.sessionId)
    const known = this.#sessions.get(name)
    if (known !== undefined) return { session: known, isNew: false }
    const session = new MtprotoSession(envelope.sessionId, key, this)
    this.#sessions.set(name, session)
    return { session, isNew: true }
  }

  #forget(session: MtprotoSession): void {
    this.#sessions.delete(nameSession(session.authKey, session.id))
    const permanentId = this.keys.permanentIdOf(session.authKey)
    if (permanentId !== undefined) this.#authorizations.ofKey(permanentId).forgetSession(session)
  }
}

function nameSession(key: AuthKey, sessionId: bigint): string {
  return `${key.id}:${sessionId}`
}
