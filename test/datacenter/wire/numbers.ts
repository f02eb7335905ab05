import { createHash } from 'node:crypto'

export function sha1(...parts: readonly Uint8Array[]): Buffer {
  return hash('sha1', parts)
}

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  return hash('sha256', parts)
}

function hash(algorithm: string, parts: readonly Uint8Array[]): Buffer {
  const digest = createHash(algorithm)
  for (const part of parts) digest.update(part)
  return digest.digest()
}

export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}

/** Big-endian bytes of a non-negative number, left-padded to a size when one is given. */
export function toBytes(value: bigint, sizeBytes?: number): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  if (sizeBytes === undefined || bytes.length === sizeBytes) return bytes
  if (bytes.length > sizeBytes)
    throw new RangeError(`the number takes ${bytes.length} bytes, not ${sizeBytes}`)
  return Buffer.concat([Buffer.alloc(sizeBytes - bytes.length), bytes])
}

export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let factor = base % modulus
  let rest = exponent
  while (rest > 0n) {
    if ((rest & 1n) === 1n) result = (result * factor) % modulus
    factor = (factor * factor) % modulus
    rest >>= 1n
  }
  return result
}

export function xorBytes(a: Uint8Array, b: Uint8Array): Buffer {
  if (a.length !== b.length) throw new RangeError(`xor of ${a.length} and ${b.length} bytes`)
  const result = Buffer.alloc(a.length)
  for (let index = 0; index < a.length; index += 1) result[index] = (a[index] ?? 0) ^ (b[index] ?? 0)
  return result
}

export function areEqualBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
