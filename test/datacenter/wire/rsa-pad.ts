import { randomBytes } from 'node:crypto'
import { decryptIge, encryptIge } from './aes-ige.ts'
import { areEqualBytes, powerModulo, sha256, toBigInt, toBytes, xorBytes } from './numbers.ts'
import { decryptRawRsa } from './rsa-key.ts'
import type { RsaKey } from './rsa-key.ts'

const paddedBytes = 192
const keyBytes = 32
const zeroIv = Buffer.alloc(32)

/** Undoes RSA_PAD; undefined when the message was not made for this key or was changed on the way. */
export function decryptRsaPad(key: RsaKey, encrypted: Uint8Array): Buffer | undefined {
  if (encrypted.length !== 256) return undefined
  const combined = decryptRawRsa(key, encrypted)
  if (combined === undefined) return undefined
  const inner = combined.subarray(keyBytes)
  const temporaryKey = xorBytes(combined.subarray(0, keyBytes), sha256(inner))
  const dataWithHash = decryptIge(inner, { key: temporaryKey, iv: zeroIv })
  const data = Buffer.from(dataWithHash.subarray(0, paddedBytes)).reverse()
  return areEqualBytes(sha256(temporaryKey, data), dataWithHash.subarray(paddedBytes)) ? data : undefined
}

/** What a client does with the first step of the key exchange; `data` is at most 144 bytes. */
export function encryptRsaPad(modulus: bigint, data: Uint8Array): Buffer {
  const padded = Buffer.concat([data, randomBytes(paddedBytes - data.length)])
  for (;;) {
    const temporaryKey = randomBytes(keyBytes)
    const dataWithHash = Buffer.concat([Buffer.from(padded).reverse(), sha256(temporaryKey, padded)])
    const inner = encryptIge(dataWithHash, { key: temporaryKey, iv: zeroIv })
    const combined = toBigInt(Buffer.concat([xorBytes(temporaryKey, sha256(inner)), inner]))
    // RSA works modulo n: a larger value would not come back, so another random key is tried.
    if (combined < modulus) return toBytes(powerModulo(combined, 65_537n, modulus), 256)
  }
}
