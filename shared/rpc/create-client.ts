import { createBirpc } from 'birpc'
import type { Cancel, Clock } from '../lib/clock.ts'
import { CloseSignal } from '../lib/close-signal.ts'
import { fail, type Result } from '../lib/result.ts'
import {
  type Contract,
  type MethodInput,
  type MethodName,
  type MethodResult,
  transportErrorCodes,
} from './define-contract.ts'
import type { MessageEndpoint } from './message-endpoint.ts'
import { isRecord, isWireRequest, isWireResponse } from './wire-message.ts'

export type ContractCalls<C extends Contract> = {
  readonly [N in MethodName<C>]: (input: MethodInput<C, N>) => Promise<MethodResult<C, N>>
}

export interface ContractClient<C extends Contract> {
  readonly calls: ContractCalls<C>
  /** Resolves every open call with `disconnected` and closes the endpoint. */
  close(): void
}

export interface ClientOptions<C extends Contract> {
  readonly contract: C
  readonly endpoint: MessageEndpoint
  readonly clock: Clock
  /** One-way events by name; unknown names are dropped. */
  readonly events: Readonly<Record<string, (payload: unknown) => void>>
  /** Is told of an event listener that threw; without it the error becomes an unhandled rejection. */
  readonly reportBug?: (error: unknown, event: string) => unknown
}

/** Typed calls over an endpoint. A call never rejects: a lost core or a passed deadline is a failure value. */
export function createClient<C extends Contract>(options: ClientOptions<C>): ContractClient<C> {
  const { contract, endpoint, clock } = options
  const rpc = openRpc(endpoint, guardListeners(options))
  const closed = new CloseSignal()
  const close = (): void => {
    if (rpc.$closed) return
    closed.fire()
    rpc.$close()
  }
  endpoint.onClose(close)

  const calls: Record<string, (input: unknown) => Promise<Result<unknown>>> = {}
  for (const [name, definition] of Object.entries(contract)) {
    const codes = new Set([...definition.errors, ...transportErrorCodes])
    const known = { name, deadlineMs: definition.deadlineMs, codes }
    calls[name] = (input) => call({ rpc, clock, closed }, known, input)
  }
  return {
    calls: calls as ContractCalls<C>,
    close: () => {
      close()
      endpoint.close()
    },
  }
}

type Listeners = Record<string, (payload: unknown) => void>

/** A listener that throws is a bug, but must not stop other events. */
function guardListeners<C extends Contract>(options: ClientOptions<C>): Listeners {
  const reportBug = options.reportBug ?? raiseUnhandled
  const events: Listeners = Object.create(null)
  for (const [name, listener] of Object.entries(options.events)) {
    events[name] = (payload) => {
      try {
        listener(payload)
      } catch (error) {
        void reportBug(error, name)
      }
    }
  }
  return events
}

type Rpc = ReturnType<typeof openRpc>

function openRpc(endpoint: MessageEndpoint, events: Listeners) {
  let stopListening = (): void => undefined
  return createBirpc<Record<string, (...input: readonly unknown[]) => Promise<Result<unknown>>>>(events, {
    post: (message: unknown) => {
      endpoint.post(message)
    },
    on: (listener) => {
      stopListening = endpoint.onMessage((message) => {
        if (isWireResponse(message) || isWireRequest(message)) listener(message)
      })
    },
    off: () => {
      stopListening()
    },
    timeout: -1,
    // A call that could not be posted rejects, and becomes a failure in `call`.
    onGeneralError: () => false,
  })
}

interface Line {
  readonly rpc: Rpc
  readonly clock: Clock
  readonly closed: CloseSignal
}

/** Resolves with the core's answer, at the deadline, or at the end of the connection, whichever comes first. */
function call(
  { clock, closed, rpc }: Line,
  { name, deadlineMs, codes }: CallDefinition,
  input: unknown,
): Promise<Result<unknown>> {
  if (rpc.$closed) return Promise.resolve(fail('disconnected', `${name}: the core is not connected`))
  return new Promise((resolve) => {
    let cancelDeadline: Cancel = () => undefined
    const settle = (result: Result<unknown>): void => {
      cancelDeadline()
      stopWaiting()
      resolve(result)
    }
    const stopWaiting = closed.listen(() => {
      settle(fail('disconnected', `${name}: the connection to the core was lost`))
    })
    cancelDeadline = clock.schedule(clock.now() + deadlineMs, () => {
      settle(fail('timeout', `${name}: no answer in ${deadlineMs} ms`))
    })
    // Over JSON an undefined argument would arrive as null; a missing one stays undefined.
    const answer = input === undefined ? rpc.$call(name) : rpc.$call(name, input)
    answer.then(
      (result) => {
        settle(readResult(name, codes, result))
      },
      (error: unknown) => {
        settle(fail('internal', `${name}: ${error instanceof Error ? error.message : String(error)}`))
      },
    )
  })
}

interface CallDefinition {
  readonly name: string
  readonly deadlineMs: number
  readonly codes: ReadonlySet<string>
}

/** The answer, if it is a valid one: a code that the method does not have would surprise every screen. */
function readResult(name: string, codes: ReadonlySet<string>, result: unknown): Result<unknown> {
  if (isRecord(result) && result.ok === true) return { ok: true, value: result.value }
  if (!isRecord(result) || result.ok !== false || !isRecord(result.error)) {
    return fail('internal', `${name}: the answer is not a result`)
  }
  const { code, message, details } = result.error
  if (typeof code !== 'string' || !codes.has(code)) {
    return fail('internal', `${name}: unknown failure ${String(code)}: ${String(message)}`)
  }
  return fail(code, String(message), isRecord(details) ? readDetails(details) : undefined)
}

function readDetails(details: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const read: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(details)) {
    if (typeof value === 'string' || typeof value === 'number') read[key] = value
  }
  return read
}

/** Without a reporter, a bug goes to the host's handler of unhandled rejections. */
async function raiseUnhandled(error: unknown): Promise<never> {
  throw error
}
