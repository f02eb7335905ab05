import { randomBytes } from 'node:crypto'
import { sha1, sha256 } from './numbers.ts'

/** A key agreed with one client. A temporary key works for the permanent key it was bound to. */
export interface AuthKey {
  /** Lower 64 bits of SHA1 of the key, unsigned. */
  readonly id: bigint
  /** 256 bytes. */
  readonly bytes: Buffer
  /** The salt agreed in the key exchange; others follow from it. */
  readonly firstSalt: bigint
  readonly createdAtMs: number
  /** Undefined for a permanent key. */
  readonly expiresAtMs: number | undefined
}

/** Makes the record of a key from its 256 bytes. */
export function createAuthKey(
  bytes: Uint8Array,
  details: {
    readonly firstSalt: bigint
    readonly createdAtMs: number
    readonly expiresAtMs?: number | undefined
  },
): AuthKey {
  const copy = Buffer.from(bytes)
  return {
    id: sha1(copy).readBigUInt64LE(12),
    bytes: copy,
    firstSalt: details.firstSalt,
    createdAtMs: details.createdAtMs,
    expiresAtMs: details.expiresAtMs,
  }
}

/** Who sent a message: the key schedule differs by direction. */
export type Direction = 'fromClient' | 'fromServer'

interface MessageKey {
  readonly key: Buffer
  readonly iv: Buffer
}

function offsetOf(direction: Direction): number {
  return direction === 'fromClient' ? 0 : 8
}

/** MTProto 2.0: the middle 128 bits of SHA256 over 32 bytes of the key and the padded plaintext. */
export function computeMessageKey(authKey: Buffer, plain: Uint8Array, direction: Direction): Buffer {
  const x = offsetOf(direction)
  return sha256(authKey.subarray(88 + x, 120 + x), plain).subarray(8, 24)
}

/** MTProto 2.0: the AES key and vector of one message. */
export function deriveMessageKey(authKey: Buffer, messageKey: Uint8Array, direction: Direction): MessageKey {
  const x = offsetOf(direction)
  const a = sha256(messageKey, authKey.subarray(x, x + 36))
  const b = sha256(authKey.subarray(40 + x, 76 + x), messageKey)
  return {
    key: Buffer.concat([a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)]),
    iv: Buffer.concat([b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)]),
  }
}

/** MTProto 1.0, still used for the binding message of a temporary key (always from the client). */
export function deriveOldMessageKey(authKey: Buffer, messageKey: Uint8Array): MessageKey {
  const a = sha1(messageKey, authKey.subarray(0, 32))
  const b = sha1(authKey.subarray(32, 48), messageKey, authKey.subarray(48, 64))
  const c = sha1(authKey.subarray(64, 96), messageKey)
  const d = sha1(messageKey, authKey.subarray(96, 128))
  return {
    key: Buffer.concat([a.subarray(0, 8), b.subarray(8, 20), c.subarray(4, 16)]),
    iv: Buffer.concat([a.subarray(8, 20), b.subarray(0, 8), c.subarray(16, 20), d.subarray(0, 8)]),
  }
}

/** 12 to 27 random bytes that bring a message to whole AES blocks. */
export function createPadding(sizeBytes: number): Buffer {
  return randomBytes(12 + (-(sizeBytes + 12) & 15))
}
