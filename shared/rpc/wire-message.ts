/**
 * The messages that birpc reads without looking: whatever else arrives must be stopped before it, or reading it
 * throws where nobody catches.
 */
export interface WireRequest {
  readonly t: 'q'
  /** Method or event. */
  readonly m: string
  readonly a: readonly unknown[]
  /** Absent on events: nothing is answered. */
  readonly i?: string | undefined
}

export interface WireResponse {
  readonly t: 's'
  readonly i: string
}

export function isWireRequest(message: unknown): message is WireRequest {
  if (!isRecord(message)) return false
  return (
    message.t === 'q' &&
    typeof message.m === 'string' &&
    Array.isArray(message.a) &&
    (message.i === undefined || typeof message.i === 'string')
  )
}

export function isWireResponse(message: unknown): message is WireResponse {
  return isRecord(message) && message.t === 's' && typeof message.i === 'string'
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
