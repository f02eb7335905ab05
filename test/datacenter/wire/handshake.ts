import { randomBytes } from 'node:crypto'
import type { TlObject } from '../rpc.ts'
import { decryptIge, encryptIge } from './aes-ige.ts'
import { createAuthKey } from './auth-key.ts'
import type { AuthKey } from './auth-key.ts'
import { ByteReader } from './byte-reader.ts'
import type { Clock } from './clock.ts'
import { encodeObject, readObject } from './codec.ts'
import { computeSharedBytes, createDhKeys, dhGenerator, dhPrime, dhPrimeBytes } from './dh-group.ts'
import type { DhKeys } from './dh-group.ts'
import { areEqualBytes, sha1, toBigInt, toBytes, xorBytes } from './numbers.ts'
import type { RsaKey } from './rsa-key.ts'
import { decryptRsaPad } from './rsa-pad.ts'

/** The two primes and their product that the client has to factor. */
const p = 0x494c553bn
const q = 0x53911073n
const pqBytes = toBytes(p * q)

/** [Note: handshake] What the next unencrypted message has to continue; anything else ends the connection. */
type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'pqSent'; readonly nonce: Uint8Array; readonly serverNonce: Uint8Array }
  | {
      readonly kind: 'dhSent'
      readonly nonce: Uint8Array
      readonly serverNonce: Uint8Array
      readonly newNonce: Uint8Array
      readonly keys: DhKeys
      readonly expiresInSeconds: number | undefined
    }

export type HandshakeStep =
  | { readonly kind: 'answer'; readonly body: Buffer; readonly newKey?: AuthKey }
  | { readonly kind: 'broken'; readonly reason: string }

interface HandshakeKeys {
  readonly key: Buffer
  readonly iv: Buffer
}

/** The AES key and vector that protect the Diffie-Hellman step. */
export function deriveHandshakeKeys(newNonce: Uint8Array, serverNonce: Uint8Array): HandshakeKeys {
  const newServer = sha1(newNonce, serverNonce)
  const serverNew = sha1(serverNonce, newNonce)
  return {
    key: Buffer.concat([newServer, serverNew.subarray(0, 12)]),
    iv: Buffer.concat([serverNew.subarray(12, 20), sha1(newNonce, newNonce), newNonce.subarray(0, 4)]),
  }
}

/** The proof, by number, that both sides hold the same key. */
export function computeNewNonceHash(newNonce: Uint8Array, authKey: Uint8Array, number: 1 | 2 | 3): Buffer {
  return sha1(newNonce, Buffer.from([number]), sha1(authKey).subarray(0, 8)).subarray(4, 20)
}

function broken(reason: string): HandshakeStep {
  return { kind: 'broken', reason }
}

function bytesOf(object: TlObject, field: string): Uint8Array {
  const value = object[field]
  return value instanceof Uint8Array ? value : new Uint8Array()
}

/** The server's side of the key exchange on one connection. */
export class ServerHandshake {
  readonly #rsaKey: RsaKey
  readonly #clock: Clock
  #state: State = { kind: 'idle' }

  constructor(rsaKey: RsaKey, clock: Clock) {
    this.#rsaKey = rsaKey
    this.#clock = clock
  }

  /** Takes the body of an unencrypted message. */
  receive(body: Uint8Array): HandshakeStep {
    // TDLib pads these messages with random bytes that their length includes.
    const message = readObject(new ByteReader(body))
    switch (message._) {
      case 'mt_req_pq_multi':
        return this.#answerPq(message)
      case 'mt_req_DH_params':
        return this.#answerDhParams(message)
      case 'mt_set_client_DH_params':
        return this.#finish(message)
      default:
        return broken(`${message._} outside of a session`)
    }
  }

  #answerPq(message: TlObject): HandshakeStep {
    const nonce = bytesOf(message, 'nonce')
    const serverNonce = new Uint8Array(randomBytes(16))
    this.#state = { kind: 'pqSent', nonce, serverNonce }
    const body = encodeObject({
      _: 'mt_resPQ',
      nonce,
      server_nonce: serverNonce,
      pq: pqBytes,
      server_public_key_fingerprints: [this.#rsaKey.fingerprint],
    })
    return { kind: 'answer', body }
  }

  #answerDhParams(message: TlObject): HandshakeStep {
    const state = this.#state
    if (state.kind !== 'pqSent' || !hasNonces(message, state)) return broken('unexpected req_DH_params')
    if (toBigInt(bytesOf(message, 'p')) !== p || toBigInt(bytesOf(message, 'q')) !== q)
      return broken('wrong factors')
    const data = decryptRsaPad(this.#rsaKey, bytesOf(message, 'encrypted_data'))
    if (data === undefined) return broken('the inner data was not encrypted for this data centre')
    const inner = readObject(new ByteReader(data))
    const isTemporary = inner._ === 'mt_p_q_inner_data_temp_dc'
    if (!isTemporary && inner._ !== 'mt_p_q_inner_data_dc') return broken(`${inner._} is not supported`)
    if (!hasNonces(inner, state)) return broken('the nonces of the inner data differ')
    const newNonce = bytesOf(inner, 'new_nonce')
    const keys = createDhKeys()
    const expiresInSeconds = isTemporary ? Number(inner['expires_in']) : undefined
    this.#state = {
      kind: 'dhSent',
      nonce: state.nonce,
      serverNonce: state.serverNonce,
      newNonce,
      keys,
      expiresInSeconds,
    }
    const answer = encodeObject({
      _: 'mt_server_DH_inner_data',
      nonce: state.nonce,
      server_nonce: state.serverNonce,
      g: dhGenerator,
      dh_prime: dhPrimeBytes,
      g_a: keys.publicBytes,
      server_time: Math.floor(this.#clock.now() / 1000),
    })
    const padding = randomBytes(-(20 + answer.length) & 15)
    const encrypted = encryptIge(
      Buffer.concat([sha1(answer), answer, padding]),
      deriveHandshakeKeys(newNonce, state.serverNonce),
    )
    const body = encodeObject({
      _: 'mt_server_DH_params_ok',
      nonce: state.nonce,
      server_nonce: state.serverNonce,
      encrypted_answer: encrypted,
    })
    return { kind: 'answer', body }
  }

  #finish(message: TlObject): HandshakeStep {
    const state = this.#state
    if (state.kind !== 'dhSent' || !hasNonces(message, state))
      return broken('unexpected set_client_DH_params')
    const encrypted = bytesOf(message, 'encrypted_data')
    if (encrypted.length % 16 !== 0) return broken('the client data are not whole blocks')
    const plain = decryptIge(encrypted, deriveHandshakeKeys(state.newNonce, state.serverNonce))
    const reader = new ByteReader(plain.subarray(20))
    const inner = readObject(reader)
    if (!areEqualBytes(sha1(plain.subarray(20, 20 + reader.offset)), plain.subarray(0, 20)))
      return broken('wrong hash')
    if (!hasNonces(inner, state)) return broken('the nonces of the client data differ')
    const gB = toBigInt(bytesOf(inner, 'g_b'))
    if (gB <= 1n || gB >= dhPrime - 1n) return broken('g_b is out of range')
    const authKeyBytes = computeSharedBytes(state.keys, gB)
    this.#state = { kind: 'idle' }
    const createdAtMs = this.#clock.now()
    const salt = xorBytes(state.newNonce.subarray(0, 8), state.serverNonce.subarray(0, 8))
    const newKey = createAuthKey(authKeyBytes, {
      firstSalt: salt.readBigInt64LE(),
      createdAtMs,
      expiresAtMs:
        state.expiresInSeconds === undefined ? undefined : createdAtMs + state.expiresInSeconds * 1000,
    })
    const body = encodeObject({
      _: 'mt_dh_gen_ok',
      nonce: state.nonce,
      server_nonce: state.serverNonce,
      new_nonce_hash1: computeNewNonceHash(state.newNonce, authKeyBytes, 1),
    })
    return { kind: 'answer', body, newKey }
  }
}

function hasNonces(
  message: TlObject,
  state: { readonly nonce: Uint8Array; readonly serverNonce: Uint8Array },
): boolean {
  return (
    areEqualBytes(bytesOf(message, 'nonce'), state.nonce) &&
    areEqualBytes(bytesOf(message, 'server_nonce'), state.serverNonce)
  )
}
