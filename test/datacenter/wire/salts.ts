import { createHmac } from 'node:crypto'
import type { AuthKey } from './auth-key.ts'

const periodMs = 30 * 60_000
/** A salt is taken for this long after its period, as clients switch with a delay. */
const graceMs = periodMs

export interface FutureSalt {
  readonly validSinceMs: number
  readonly validUntilMs: number
  readonly salt: bigint
}

/** Server salts follow from the key and the time, so they need no storage; a new generation makes all of them stale. */
export class ServerSalts {
  #generation = 0

  /** Makes every salt in use wrong, as Telegram does after some faults; clients are told by bad_server_salt. */
  rotate(): void {
    this.#generation += 1
  }

  current(key: AuthKey, nowMs: number): bigint {
    return this.#saltOf(key, periodOf(key, nowMs))
  }

  isValid(key: AuthKey, salt: bigint, nowMs: number): boolean {
    const period = periodOf(key, nowMs)
    return [period, period - 1, period + 1].some(
      (candidate) => candidate >= 0 && this.#saltOf(key, candidate) === salt,
    )
  }

  future(key: AuthKey, count: number, nowMs: number): readonly FutureSalt[] {
    const first = periodOf(key, nowMs)
    return Array.from({ length: Math.max(1, Math.min(64, count)) }, (_, index) => {
      const validSinceMs = key.createdAtMs + (first + index) * periodMs
      return {
        validSinceMs,
        validUntilMs: validSinceMs + periodMs + graceMs,
        salt: this.#saltOf(key, first + index),
      }
    })
  }

  #saltOf(key: AuthKey, period: number): bigint {
    if (period === 0 && this.#generation === 0) return key.firstSalt
    return createHmac('sha256', key.bytes).update(`${this.#generation}:${period}`).digest().readBigInt64LE()
  }
}

function periodOf(key: AuthKey, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - key.createdAtMs) / periodMs))
}
