/**
 * The messages that birpc reads without checking: anything else must be stopped before birpc reads it, because it
 * would throw where nothing catches.
 */
export interface WireRequest {
  readonly t: 'q'
  /** Name of the method or the event. */
  readonly m: string
  readonly a: readonly unknown[]
  /** Absent on events, which get no answer. */
  readonly i?: string | undefined
}

export interface WireResponse {
  readonly t: 's'
  readonly i: string
}

/** Far longer than the name of any method, or what birpc numbers a call with; both are repeated in answers. */
const maxNameLength = 100

export function isWireRequest(message: unknown): message is WireRequest {
  if (!isRecord(message)) return false
  return (
    message.t === 'q' &&
    isName(message.m) &&
    Array.isArray(message.a) &&
    (message.i === undefined || isName(message.i))
  )
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.length <= maxNameLength
}

export function isWireResponse(message: unknown): message is WireResponse {
  return isRecord(message) && message.t === 's' && typeof message.i === 'string'
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
