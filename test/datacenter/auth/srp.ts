import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { dhGenerator, dhPrime, dhPrimeBytes } from '../wire/dh-group.ts'
import { areEqualBytes, powerModulo, sha256, toBigInt, toBytes, xorBytes } from '../wire/numbers.ts'

const numberBytes = 256
const iterations = 100_000
const generatorBytes = toBytes(BigInt(dhGenerator), numberBytes)
const multiplier = toBigInt(sha256(dhPrimeBytes, generatorBytes))
const groupHash = xorBytes(sha256(dhPrimeBytes), sha256(generatorBytes))

/** What the server keeps of a two-step password. */
export interface PasswordVerifier {
  readonly salt1: Buffer
  readonly salt2: Buffer
  readonly value: bigint
}

/** One try at a password: the server's half, to be compared with the client's proof. */
export interface SrpChallenge {
  readonly id: bigint
  readonly verifier: PasswordVerifier
  readonly secret: bigint
  readonly publicValue: Buffer
}

function hashSalted(data: Uint8Array, salt: Uint8Array): Buffer {
  return sha256(salt, data, salt)
}

/** The exponent both sides derive from the password. */
export function derivePasswordExponent(password: string, salt1: Uint8Array, salt2: Uint8Array): bigint {
  const first = hashSalted(hashSalted(Buffer.from(password, 'utf8'), salt1), salt2)
  return toBigInt(hashSalted(pbkdf2Sync(first, salt1, iterations, 64, 'sha512'), salt2))
}

/** A verifier with fresh salts. */
export function createPasswordVerifier(password: string): PasswordVerifier {
  const salt1 = randomBytes(40)
  const salt2 = randomBytes(16)
  const exponent = derivePasswordExponent(password, salt1, salt2)
  return { salt1, salt2, value: powerModulo(BigInt(dhGenerator), exponent, dhPrime) }
}

export function createSrpChallenge(verifier: PasswordVerifier): SrpChallenge {
  const secret = toBigInt(randomBytes(numberBytes))
  const publicNumber =
    (multiplier * verifier.value + powerModulo(BigInt(dhGenerator), secret, dhPrime)) % dhPrime
  return {
    id: randomBytes(8).readBigInt64LE(),
    verifier,
    secret,
    publicValue: toBytes(publicNumber, numberBytes),
  }
}

/** Whether the client's proof shows that it knows the password. */
export function isSrpProofRight(
  challenge: SrpChallenge,
  clientValue: Uint8Array,
  proof: Uint8Array,
): boolean {
  const clientNumber = toBigInt(clientValue)
  if (clientNumber <= 0n || clientNumber >= dhPrime) return false
  const { verifier, secret, publicValue } = challenge
  const clientBytes = toBytes(clientNumber, numberBytes)
  const u = toBigInt(sha256(clientBytes, publicValue))
  const shared = powerModulo(clientNumber * powerModulo(verifier.value, u, dhPrime), secret, dhPrime)
  const sessionKey = sha256(toBytes(shared, numberBytes))
  const expected = sha256(
    groupHash,
    sha256(verifier.salt1),
    sha256(verifier.salt2),
    clientBytes,
    publicValue,
    sessionKey,
  )
  return areEqualBytes(expected, proof)
}
