import type { ClientSession, TlObject } from '../rpc.ts'
import { encodeObject } from '../wire/codec.ts'
import type { MtprotoSession } from '../wire/session.ts'

/** What initConnection tells of a client. */
export interface DeviceDescription {
  readonly apiId: number
  readonly deviceModel: string
  readonly systemVersion: string
  readonly appVersion: string
  readonly langCode: string
}

/** The login of one permanent key: one TDLib instance, whichever sockets it has open. */
export class Authorization implements ClientSession {
  /** The key's id in hex. */
  readonly id: string
  readonly keyId: bigint
  readonly createdAtMs: number
  userId: number | undefined
  activeAtMs: number
  layer = 0
  device: DeviceDescription | undefined
  /** The user whose password is still wanted. */
  passwordPendingUserId: number | undefined
  /** A login copied from another data centre of the same client by importAuthorization; it is no device of its own. */
  isCopy = false
  #main: MtprotoSession | undefined

  constructor(keyId: bigint, createdAtMs: number) {
    this.keyId = keyId
    this.id = keyId.toString(16).padStart(16, '0')
    this.createdAtMs = createdAtMs
    this.activeAtMs = createdAtMs
  }

  /** The number account.getAuthorizations and account.resetAuthorization know it by. */
  get hash(): bigint {
    return BigInt.asIntN(63, this.keyId)
  }

  /** The session that pushes go to. */
  get main(): MtprotoSession | undefined {
    return this.#main
  }

  get isOnline(): boolean {
    return this.#main?.isConnected === true
  }

  setMain(session: MtprotoSession): void {
    this.#main = session
  }

  forgetSession(session: MtprotoSession): void {
    if (this.#main === session) this.#main = undefined
  }

  push(updates: TlObject): boolean {
    if (this.#main === undefined) return false
    if (this.#main.isConnected) return this.#main.push(encodeObject(updates))
    this.#main.noteMissedPush()
    return false
  }
}
