import { randomBytes } from 'node:crypto'
import { powerModulo, toBigInt, toBytes } from './numbers.ts'

/** Telegram's published 2048-bit safe prime; clients know it by heart and skip the primality test for it. */
export const dhPrimeBytes: Buffer = Buffer.from(
  'c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37' +
    '20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f642477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4' +
    'a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4' +
    'e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b',
  'hex',
)

export const dhPrime: bigint = toBigInt(dhPrimeBytes)
export const dhGenerator = 3

/** Twice the strength of the group in bits, so a shorter exponent costs no security and saves most of the time. */
const secretBytes = 64

/** A secret exponent and the public number that follows from it. */
export interface DhKeys {
  readonly secret: bigint
  readonly publicBytes: Buffer
}

export function createDhKeys(): DhKeys {
  const secret = toBigInt(randomBytes(secretBytes))
  return {
    secret,
    publicBytes: toBytes(powerModulo(BigInt(dhGenerator), secret, dhPrime), dhPrimeBytes.length),
  }
}

/** The 256 bytes both sides get from their own secret and the other's public number. */
export function computeSharedBytes(keys: DhKeys, otherPublic: bigint): Buffer {
  return toBytes(powerModulo(otherPublic, keys.secret, dhPrime), dhPrimeBytes.length)
}
