import type * as v from 'valibot'
import type { Result } from '../lib/result.ts'

type Schema = v.GenericSchema<unknown, unknown>

/** One call: schemas of input and output, the error codes a caller must expect, and how long it may take. */
export interface MethodDefinition<
  Input extends Schema = Schema,
  Output extends Schema = Schema,
  Code extends string = string,
> {
  readonly input: Input
  readonly output: Output
  readonly errors: readonly Code[]
  readonly deadlineMs: number
}

export type Contract = Readonly<Record<string, MethodDefinition>>

/**
 * Codes that any call may end with, whatever its contract says:
 * the input does not fit the schema, the core has a bug, the core is gone, it did not answer in time.
 */
export const transportErrorCodes = ['invalid_input', 'internal', 'disconnected', 'timeout'] as const
export type TransportErrorCode = (typeof transportErrorCodes)[number]

export type MethodName<C extends Contract> = keyof C & string
export type MethodInput<C extends Contract, N extends MethodName<C>> = v.InferInput<C[N]['input']>
export type ParsedInput<C extends Contract, N extends MethodName<C>> = v.InferOutput<C[N]['input']>
export type MethodOutput<C extends Contract, N extends MethodName<C>> = v.InferOutput<C[N]['output']>
export type MethodErrorCode<C extends Contract, N extends MethodName<C>> = C[N]['errors'][number]

/** What a caller gets: the output, or a code of the method's own set or of the transport's. */
export type MethodResult<C extends Contract, N extends MethodName<C>> = Result<
  MethodOutput<C, N>,
  MethodErrorCode<C, N> | TransportErrorCode
>

const defaultDeadlineMs = 15_000

export function method<
  Input extends Schema,
  Output extends Schema,
  const Code extends string = never,
>(definition: {
  readonly input: Input
  readonly output: Output
  readonly errors?: readonly Code[]
  readonly deadlineMs?: number
}): MethodDefinition<Input, Output, Code> {
  return {
    input: definition.input,
    output: definition.output,
    errors: definition.errors ?? [],
    deadlineMs: definition.deadlineMs ?? defaultDeadlineMs,
  }
}

export function defineContract<const C extends Contract>(contract: C): C {
  return contract
}
