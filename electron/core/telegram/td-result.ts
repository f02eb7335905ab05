import type { TdResult } from './td-client.ts'

/** The same result with its value in our words; a refusal stays what it is. */
export function mapResult<Raw, Value>(result: TdResult<Raw>, map: (raw: Raw) => Value): TdResult<Value> {
  return result.ok ? { ok: true, value: map(result.value) } : result
}
