import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  privateDecrypt,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { ByteWriter } from './byte-writer.ts'
import { sha1, toBigInt } from './numbers.ts'

/** The data centre's identity: clients encrypt the first step of the key exchange to it. */
export interface RsaKey {
  /** PKCS#8 PEM; keep it to restart with the same identity. */
  readonly privateKeyPem: string
  /** PKCS#1 PEM, as TDLib carries it. */
  readonly publicKeyPem: string
  readonly fingerprint: bigint
  readonly modulus: bigint
  readonly privateKey: KeyObject
}

/** A 2048-bit key with e = 65537, fresh or from its PKCS#8 PEM. */
export function createRsaKey(privateKeyPem: string = generatePem()): RsaKey {
  const privateKey = createPrivateKey(privateKeyPem)
  const { n = '', e = '' } = privateKey.export({ format: 'jwk' })
  const modulusBytes = Buffer.from(n, 'base64url')
  const exponentBytes = Buffer.from(e, 'base64url')
  if (modulusBytes.length !== 256 || exponentBytes.toString('hex') !== '010001') {
    throw new Error('the data centre needs a 2048-bit RSA key with exponent 65537')
  }
  const writer = new ByteWriter()
  writer.writeBytes(modulusBytes)
  writer.writeBytes(exponentBytes)
  return {
    privateKeyPem,
    publicKeyPem: createPublicKey(privateKey).export({ type: 'pkcs1', format: 'pem' }).toString(),
    fingerprint: sha1(writer.toBytes()).readBigInt64LE(12),
    modulus: toBigInt(modulusBytes),
    privateKey,
  }
}

function generatePem(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65_537 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** Raw RSA without padding: 256 bytes in, 256 bytes out; undefined when the number is not below the modulus. */
export function decryptRawRsa(key: RsaKey, encrypted: Uint8Array): Buffer | undefined {
  if (toBigInt(encrypted) >= key.modulus) return undefined
  return privateDecrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, encrypted)
}
