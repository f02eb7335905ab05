import { RpcError } from '../rpc.ts'
import type { CallContext, Handler, MethodTable, TlObject, TlValue, UserCallContext } from '../rpc.ts'
import type { Clock } from '../wire/clock.ts'
import { encodeObject, encodeResult } from '../wire/codec.ts'
import type { MtprotoSession } from '../wire/session.ts'
import type { TlError } from '../wire/tl-error.ts'
import type { Authorization } from './authorization.ts'
import type { CallLog } from './call-log.ts'
import type { Faults } from './faults.ts'
import { unwrapCall } from './unwrap-call.ts'

/** What handlers of the wire itself (logins, static answers) get besides the common context. */
export interface WireCallContext extends CallContext {
  readonly authorization: Authorization
  readonly mtproto: MtprotoSession
  /** Positive id of the data centre the connection asked for. */
  readonly dcId: number
}

export interface DispatcherParts {
  readonly clock: Clock
  readonly log: CallLog
  readonly faults: Faults
  /** Logins; they come before everything else. */
  readonly authMethods: MethodTable<WireCallContext>
  /** The world's methods; they need a login. */
  readonly methods: MethodTable
  /** Answers that depend on no account; the world's method of the same name goes before. */
  readonly staticMethods: MethodTable<WireCallContext>
  /** Told of exceptions in handlers, which are bugs and are answered with 400 INTERNAL (a 500 would make TDLib try for ever). */
  readonly reportBug: (method: string, error: unknown) => void
}

/** Methods that only the connection which receives updates calls. */
const mainConnectionMethods = new Set([
  'updates.getState',
  'updates.getDifference',
  'updates.getChannelDifference',
  'account.updateStatus',
  'auth.sendCode',
  'auth.exportLoginToken',
])

/** Runs calls: wrappers off, switches first, then the handler, then the answer in bytes. */
export class Dispatcher {
  readonly #parts: DispatcherParts

  constructor(parts: DispatcherParts) {
    this.#parts = parts
  }

  dispatch(
    session: MtprotoSession,
    authorization: Authorization,
    messageId: bigint,
    call: TlObject | undefined,
    problem: TlError | undefined,
  ): void {
    if (call === undefined) {
      const name = problem?.message ?? 'unreadable'
      this.#parts.log.recordUnserved(`(unreadable: ${name})`)
      session.answerCall(messageId, encodeError(new RpcError(400, 'INPUT_REQUEST_INVALID')))
      return
    }
    const { method, layer, device, withoutUpdates, after } = unwrapCall(call)
    authorization.activeAtMs = this.#parts.clock.now()
    if (layer !== undefined) {
      authorization.layer = layer
      this.#parts.log.recordLayer(layer)
    }
    if (device !== undefined) authorization.device = device
    if (!withoutUpdates) chooseMain(authorization, session, method._)
    const context: WireCallContext = {
      session: authorization,
      authorization,
      mtproto: session,
      layer: authorization.layer,
      withoutUpdates,
      dcId: normaliseDcId(session.dcId),
    }
    const waits = after.map((id) => session.whenCallDone(id)).filter((wait) => wait !== undefined)
    if (waits.length === 0) {
      this.#run(session, messageId, context, method)
      return
    }
    void Promise.all(waits).then(() => this.#run(session, messageId, context, method))
  }

  /** Runs a handler at once and answers at once when it is not asynchronous, which keeps the order of answers and pushes. */
  #run(session: MtprotoSession, messageId: bigint, context: WireCallContext, method: TlObject): void {
    const answer = (result: TlValue): void => {
      this.#recordAnswer(context, method._, result)
      session.answerCall(messageId, encodeResult(method._, result))
    }
    try {
      const result = this.#call(context, method)
      if (!(result instanceof Promise)) {
        answer(result)
        return
      }
      result.then(answer).catch((error: unknown) => {
        session.answerCall(messageId, this.#describeFailure(method._, error))
      })
    } catch (error) {
      session.answerCall(messageId, this.#describeFailure(method._, error))
    }
  }

  #call(context: WireCallContext, method: TlObject): TlValue | Promise<TlValue> {
    const { authorization } = context
    const { userId } = authorization
    const { log, faults, clock, authMethods, methods, staticMethods } = this.#parts
    log.record(method._, userId)
    const fault = faults.take(method._, userId, clock.now())
    if (fault !== undefined) throw fault
    const authHandler = findHandler(authMethods, method._)
    if (authHandler !== undefined) return authHandler(context, method)
    const handler = findHandler(methods, method._)
    if (handler !== undefined && userId !== undefined) {
      const userContext: UserCallContext = { ...context, userId }
      return handler(userContext, method)
    }
    const staticHandler = findHandler(staticMethods, method._)
    if (staticHandler !== undefined) return staticHandler(context, method)
    if (userId === undefined) throw new RpcError(401, 'AUTH_KEY_UNREGISTERED')
    log.recordUnserved(method._)
    throw new RpcError(400, 'METHOD_NOT_IMPLEMENTED')
  }

  #recordAnswer({ authorization: { userId } }: WireCallContext, method: string, result: TlValue): void {
    if (userId === undefined || typeof result !== 'object' || !('_' in result)) return
    this.#parts.log.recordAnswer(method, userId, result)
  }

  #describeFailure(method: string, error: unknown): Buffer {
    if (error instanceof RpcError) return encodeError(error)
    this.#parts.reportBug(method, error)
    return encodeError(new RpcError(400, 'INTERNAL'))
  }
}

function findHandler<Context extends CallContext>(
  table: MethodTable<Context>,
  name: string,
): Handler<Context> | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function encodeError(error: RpcError): Buffer {
  return encodeObject({ _: 'mt_rpc_error', error_code: error.code, error_message: error.message })
}

function chooseMain(authorization: Authorization, session: MtprotoSession, method: string): void {
  if (session.dcId < 0 || authorization.main === session) return
  if (authorization.main === undefined ? !method.startsWith('upload.') : mainConnectionMethods.has(method)) {
    authorization.setMain(session)
  }
}

/** Media connections name their data centre negatively, connections of the test servers 10000 higher. */
function normaliseDcId(dcId: number): number {
  return Math.abs(dcId) % 10_000
}
