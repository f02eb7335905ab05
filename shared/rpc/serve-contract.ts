import { createBirpc } from 'birpc'
import { parseOutside } from '../lib/parse-outside.ts'
import { fail, type Result } from '../lib/result.ts'
import type { Contract, MethodErrorCode, MethodName, MethodOutput, ParsedInput } from './define-contract.ts'
import type { MessageEndpoint } from './message-endpoint.ts'
import { isWireRequest } from './wire-message.ts'

/** One function per method of the contract; a missing or misnamed one does not compile. */
export type Handlers<C extends Contract> = {
  readonly [N in MethodName<C>]: (
    input: ParsedInput<C, N>,
  ) =>
    | Result<MethodOutput<C, N>, MethodErrorCode<C, N>>
    | Promise<Result<MethodOutput<C, N>, MethodErrorCode<C, N>>>
}

export interface ServedEndpoint {
  /** Sends a one-way event to the other side; drops it when the other side is gone. */
  emit(name: string, payload: unknown): void
  close(): void
}

export interface ServeOptions<C extends Contract> {
  readonly contract: C
  readonly endpoint: MessageEndpoint
  readonly handlers: Handlers<C>
  /** Is told of bugs: a handler that threw, a message that is not a call. The caller only learns `internal`. */
  readonly reportBug: (error: unknown, method: string | undefined) => void
}

type AnyHandler = (input: unknown) => Result<unknown> | Promise<Result<unknown>>

/**
 * Answers the calls of one endpoint. Input is parsed before a handler sees it and every outcome,
 * a thrown bug included, crosses as a value.
 */
export function serveContract<C extends Contract>(options: ServeOptions<C>): ServedEndpoint {
  const { contract, endpoint, handlers, reportBug } = options
  // Inherited names (constructor, valueOf…) must not be callable from the other side.
  const functions: Record<string, (input: unknown) => Promise<Result<unknown>>> = Object.create(null)
  for (const [name, definition] of Object.entries(contract)) {
    const handler: AnyHandler = handlers[name as MethodName<C>]
    functions[name] = async (input) => {
      const parsed = parseOutside(definition.input, input)
      if (!parsed.success) return fail('invalid_input', `${name}: ${parsed.problem}`)
      try {
        return await handler(parsed.output)
      } catch (error) {
        reportBug(error, name)
        return fail('internal', `${name} failed; the log has the details`)
      }
    }
  }
  let stopListening = (): void => undefined
  const rpc = createBirpc<Record<string, (payload: unknown) => void>, typeof functions>(functions, {
    post: (message: unknown) => {
      endpoint.post(message)
    },
    on: (listener) => {
      stopListening = endpoint.onMessage((message) => {
        if (isWireRequest(message)) listener(message)
        else reportBug(new Error('a message that is no call'), undefined)
      })
    },
    off: () => {
      stopListening()
    },
    timeout: -1,
    // An unknown name is answered like any wrong call, because the caller must not wait for its deadline.
    resolver: (name) =>
      functions[name] ?? (() => Promise.resolve(fail('invalid_input', `no method ${name}`))),
    onGeneralError: (error, method) => {
      reportBug(error, method)
      return true
    },
  })
  const close = (): void => {
    if (!rpc.$closed) rpc.$close()
  }
  endpoint.onClose(close)
  return {
    emit: (name, payload) => {
      if (rpc.$closed) return
      rpc.$callEvent(name, payload).catch((error: unknown) => {
        reportBug(error, name)
      })
    },
    close: () => {
      close()
      endpoint.close()
    },
  }
}
