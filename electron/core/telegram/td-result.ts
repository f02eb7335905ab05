import type { TdResult } from './td-client.ts'

/** Maps the value of a result to our types. A refusal stays as it is. */
export function mapResult<Raw, Value>(result: TdResult<Raw>, map: (raw: Raw) => Value): TdResult<Value> {
  return result.ok ? { ok: true, value: map(result.value) } : result
}
