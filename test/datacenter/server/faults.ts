import { RpcError } from '../rpc.ts'

/** An answer to give instead of calling the method. */
export interface Refusal {
  readonly code: number
  readonly message: string
}

interface MethodFault {
  readonly refusal: Refusal
  /** Undefined: until cleared. */
  remaining: number | undefined
  readonly userId: number | undefined
}

interface FloodWait {
  readonly untilMs: number
  readonly userId: number | undefined
}

/** The switches a test or an operator turns to make the data centre misbehave. */
export class Faults {
  readonly #refusals = new Map<string, MethodFault[]>()
  readonly #floodWaits = new Map<string, FloodWait>()
  /** Added to every packet from the server. */
  delayMs = 0

  /** Refuses the next calls of a method (`times` undefined: all, until cleared), of one user or of everybody. */
  refuse(
    method: string,
    refusal: Refusal,
    options: { readonly times?: number; readonly userId?: number } = {},
  ): void {
    const faults = this.#refusals.get(method) ?? []
    faults.push({ refusal, remaining: options.times, userId: options.userId })
    this.#refusals.set(method, faults)
  }

  /** Answers calls of a method with FLOOD_WAIT and the seconds left, until they have passed. */
  floodWait(method: string, seconds: number, nowMs: number, userId?: number): void {
    this.#floodWaits.set(method, { untilMs: nowMs + seconds * 1000, userId })
  }

  /** Ends the refusals and flood waits of a method, or all of them. */
  clear(method?: string): void {
    if (method === undefined) {
      this.#refusals.clear()
      this.#floodWaits.clear()
      return
    }
    this.#refusals.delete(method)
    this.#floodWaits.delete(method)
  }

  /** The error this call gets because of a switch; counts a limited refusal down. */
  take(method: string, userId: number | undefined, nowMs: number): RpcError | undefined {
    const wait = this.#floodWaits.get(method)
    if (wait !== undefined && (wait.userId === undefined || wait.userId === userId)) {
      const secondsLeft = Math.ceil((wait.untilMs - nowMs) / 1000)
      if (secondsLeft > 0) return new RpcError(420, `FLOOD_WAIT_${secondsLeft}`)
      this.#floodWaits.delete(method)
    }
    const faults = this.#refusals.get(method)
    const fault = faults?.find((one) => one.userId === undefined || one.userId === userId)
    if (faults === undefined || fault === undefined) return undefined
    if (fault.remaining !== undefined) {
      fault.remaining -= 1
      if (fault.remaining <= 0) faults.splice(faults.indexOf(fault), 1)
    }
    return new RpcError(fault.refusal.code, fault.refusal.message)
  }
}
