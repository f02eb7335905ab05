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
  readonly #floodWaits = new Map<string, FloodWait[]>()
  readonly #userDelaysMs = new Map<number, number>()
  #delayMs = 0

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

  /** Makes every packet from the server late, for one user's connections or for all. */
  delay(milliseconds: number, userId?: number): void {
    if (userId === undefined) this.#delayMs = milliseconds
    else this.#userDelaysMs.set(userId, milliseconds)
  }

  /** By how much packets to this user are late. */
  delayOf(userId: number | undefined): number {
    return (userId === undefined ? undefined : this.#userDelaysMs.get(userId)) ?? this.#delayMs
  }

  clearDelays(): void {
    this.#delayMs = 0
    this.#userDelaysMs.clear()
  }

  /** Answers calls of a method with FLOOD_WAIT and the seconds left, until they have passed. */
  floodWait(method: string, seconds: number, nowMs: number, userId?: number): void {
    const others = (this.#floodWaits.get(method) ?? []).filter((wait) => wait.userId !== userId)
    this.#floodWaits.set(method, [...others, { untilMs: nowMs + seconds * 1000, userId }])
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
    for (const wait of this.#floodWaits.get(method) ?? []) {
      const secondsLeft = Math.ceil((wait.untilMs - nowMs) / 1000)
      const concernsUser = wait.userId === undefined || wait.userId === userId
      if (concernsUser && secondsLeft > 0) return new RpcError(420, `FLOOD_WAIT_${secondsLeft}`)
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
