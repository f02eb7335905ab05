import { createAuthKey } from '../wire/auth-key.ts'
import type { AuthKey } from '../wire/auth-key.ts'

/** A key as JSON: numbers of 64 bits in decimal, bytes in base64. */
export interface StoredKey {
  readonly bytes: string
  readonly firstSalt: string
  readonly createdAtMs: number
  readonly expiresAtMs?: number
  /** For a temporary key: the permanent key it was bound to. */
  readonly boundTo?: string
}

/** The keys agreed with clients, and which permanent key a temporary one stands for. */
export class AuthKeys {
  readonly #byId = new Map<bigint, AuthKey>()
  readonly #boundTo = new Map<bigint, bigint>()

  add(key: AuthKey): void {
    this.#byId.set(key.id, key)
  }

  /** The key of an id; undefined when it was never agreed, was destroyed or has expired. */
  find(id: bigint, nowMs: number): AuthKey | undefined {
    const key = this.#byId.get(id)
    if (key?.expiresAtMs !== undefined && key.expiresAtMs < nowMs) {
      this.remove(id)
      return undefined
    }
    return key
  }

  bind(temporaryId: bigint, permanentId: bigint): void {
    this.#boundTo.set(temporaryId, permanentId)
  }

  /** The permanent key a key stands for; undefined for a temporary key that is not bound. */
  permanentIdOf(key: AuthKey): bigint | undefined {
    return key.expiresAtMs === undefined ? key.id : this.#boundTo.get(key.id)
  }

  /** Forgets a key, and the temporary keys bound to it. */
  remove(id: bigint): void {
    this.#byId.delete(id)
    this.#boundTo.delete(id)
    for (const [temporaryId, permanentId] of this.#boundTo) {
      if (permanentId !== id) continue
      this.#boundTo.delete(temporaryId)
      this.#byId.delete(temporaryId)
    }
  }

  export(): readonly StoredKey[] {
    return [...this.#byId.values()].map((key) => {
      const boundTo = this.#boundTo.get(key.id)
      return {
        bytes: key.bytes.toString('base64'),
        firstSalt: key.firstSalt.toString(),
        createdAtMs: key.createdAtMs,
        ...(key.expiresAtMs === undefined ? {} : { expiresAtMs: key.expiresAtMs }),
        ...(boundTo === undefined ? {} : { boundTo: boundTo.toString() }),
      }
    })
  }

  import(stored: readonly StoredKey[]): void {
    for (const one of stored) {
      const key = createAuthKey(Buffer.from(one.bytes, 'base64'), {
        firstSalt: BigInt(one.firstSalt),
        createdAtMs: one.createdAtMs,
        expiresAtMs: one.expiresAtMs,
      })
      this.add(key)
      if (one.boundTo !== undefined) this.bind(key.id, BigInt(one.boundTo))
    }
  }
}
