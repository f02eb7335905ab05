/** What went wrong, as a value: a code from a closed set, a sentence for logs, details for the screen. */
export interface Failure<Code extends string = string> {
  readonly code: Code
  /** English, for logs and as a last resort; screens translate the code. */
  readonly message: string
  readonly details?: Readonly<Record<string, string | number>>
}

export type Result<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure<Code> }

export function ok(): Result<undefined, never>
export function ok<Value>(value: Value): Result<Value, never>
export function ok(value?: unknown): Result<unknown, never> {
  return { ok: true, value }
}

export function fail<Code extends string>(
  code: Code,
  message: string,
  details?: Readonly<Record<string, string | number>>,
): Result<never, Code> {
  return { ok: false, error: details === undefined ? { code, message } : { code, message, details } }
}
