import { createBirpc } from 'birpc'
import type { Cancel, Clock } from '../lib/clock.ts'
import { fail, type Result } from '../lib/result.ts'
import type { Contract, MethodInput, MethodName, MethodResult } from './define-contract.ts'
import type { MessageEndpoint } from './message-endpoint.ts'

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
}

/** Typed calls over an endpoint. A call never rejects: a lost core or a passed deadline is a failure value. */
export function createClient<C extends Contract>(options: ClientOptions<C>): ContractClient<C> {
  const { contract, endpoint, clock } = options
  const events: Record<string, (payload: unknown) => void> = Object.assign(
    Object.create(null),
    options.events,
  )
  const openCalls = new Set<() => void>()
  let stopListening = (): void => undefined
  const rpc = createBirpc<Record<string, (input: unknown) => Promise<Result<unknown>>>>(events, {
    post: (message: unknown) => {
      endpoint.post(message)
    },
    on: (listener) => {
      stopListening = endpoint.onMessage(listener)
    },
    off: () => {
      stopListening()
    },
    timeout: -1,
    onGeneralError: () => true,
  })

  const call = (name: string, deadlineMs: number, input: unknown): Promise<Result<unknown>> => {
    if (rpc.$closed) return Promise.resolve(fail('disconnected', `${name}: the core is not connected`))
    return new Promise((resolve) => {
      let cancelDeadline: Cancel = () => undefined
      const settle = (result: Result<unknown>): void => {
        cancelDeadline()
        openCalls.delete(disconnect)
        resolve(result)
      }
      const disconnect = (): void => {
        settle(fail('disconnected', `${name}: the connection to the core was lost`))
      }
      openCalls.add(disconnect)
      cancelDeadline = clock.schedule(clock.now() + deadlineMs, () => {
        settle(fail('timeout', `${name}: no answer in ${deadlineMs} ms`))
      })
      rpc.$call(name, input).then(settle, (error: unknown) => {
        settle(fail('internal', `${name}: ${error instanceof Error ? error.message : String(error)}`))
      })
    })
  }

  const close = (): void => {
    if (rpc.$closed) return
    for (const disconnect of openCalls) disconnect()
    rpc.$close()
  }
  endpoint.onClose(close)

  const calls: Record<string, (input: unknown) => Promise<Result<unknown>>> = {}
  for (const [name, definition] of Object.entries(contract)) {
    calls[name] = (input) => call(name, definition.deadlineMs, input)
  }
  return {
    calls: calls as ContractCalls<C>,
    close: () => {
      close()
      endpoint.close()
    },
  }
}
