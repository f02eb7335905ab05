/**
 * What the wire (MTProto) and the world (users, chats, messages) of the data centre know of each other.
 * The wire decodes a call, finds its handler here and encodes the answer; the world never sees a socket.
 */

/** A decoded TL value: int and double are numbers, long is bigint, bytes and int128/256 are Uint8Array, vectors are arrays. */
export type TlValue =
  | number
  | bigint
  | string
  | boolean
  | Uint8Array
  | TlObject
  | readonly TlValue[]
  | undefined

/**
 * A decoded TL object. `_` is the predicate or method name as in the schema (`messages.sendMessage`, `inputPeerUser`);
 * fields are named as in the schema; an absent optional field is undefined, an absent `true` flag is false or undefined.
 */
export interface TlObject {
  readonly _: string
  readonly [field: string]: TlValue
}

/** One logged-in (or not yet logged-in) client session: one TDLib instance. It survives reconnects of its sockets. */
export interface ClientSession {
  /** Stable name of the authorization (one per auth key). */
  readonly id: string
  /** Undefined until the session is logged in. */
  readonly userId: number | undefined
  /** Sends an `Updates` object down the session's main connection; false when none is open (the client will ask for a difference). */
  push(updates: TlObject): boolean
}

export interface CallContext {
  readonly session: ClientSession
  /** Layer named by invokeWithLayer, 0 before it was. */
  readonly layer: number
  /** True when the call was wrapped in invokeWithoutUpdates. */
  readonly withoutUpdates: boolean
}

/** A call of a logged-in user; handlers of the world get this one, the wire answers AUTH_KEY_UNREGISTERED otherwise. */
export interface UserCallContext extends CallContext {
  readonly userId: number
}

export type Handler<Context extends CallContext = UserCallContext> = (
  context: Context,
  parameters: TlObject,
) => TlValue | Promise<TlValue>

/** Handlers by full method name. A vector result is returned as an array, Bool as boolean. */
export type MethodTable<Context extends CallContext = UserCallContext> = Readonly<
  Record<string, Handler<Context>>
>

/** An answer of the kind Telegram calls rpc_error, e.g. `new RpcError(400, 'PEER_ID_INVALID')` or `new RpcError(420, 'FLOOD_WAIT_3')`. */
export class RpcError extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.name = 'RpcError'
    this.code = code
  }
}

/**
 * Every logged-in session of a user, for the world to push to. `push` answers false for one without an open connection; it
 * is told to ask for the difference when it comes back.
 */
export interface SessionHub {
  sessionsOf(userId: number): readonly ClientSession[]
}

/** A person who can log in, as the login methods see them. */
export interface Account {
  readonly userId: number
  /** Digits only, no plus sign. */
  readonly phone: string
  /** The code that sendCode "sends"; the control API tells it. */
  readonly code: string
  /** Two-step password, when the account has one, and its hint. */
  readonly password?: string
  readonly passwordHint?: string
}

export interface AccountDirectory {
  findByPhone(phone: string): Account | undefined
  findById(userId: number): Account | undefined
  /** The account's own `user` object as that account sees it (self flag set). */
  describeSelf(userId: number): TlObject
}
