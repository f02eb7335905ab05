import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { TlObject } from '../rpc.ts'
import { decryptIge, encryptIge } from './aes-ige.ts'
import { createAuthKey } from './auth-key.ts'
import type { AuthKey } from './auth-key.ts'
import { ByteReader } from './byte-reader.ts'
import { MessageIds, systemClock } from './clock.ts'
import { decodeObject, encodeObject, readObject } from './codec.ts'
import { computeSharedBytes, createDhKeys } from './dh-group.ts'
import { openMessage, sealMessage } from './encrypted-message.ts'
import { computeNewNonceHash, deriveHandshakeKeys } from './handshake.ts'
import { areEqualBytes, sha1, toBigInt, xorBytes } from './numbers.ts'
import { openObfuscatedStream } from './obfuscated-stream.ts'
import type { Framing, ObfuscatedStream } from './obfuscated-stream.ts'
import type { RsaKey } from './rsa-key.ts'
import { encryptRsaPad } from './rsa-pad.ts'

const containerId = 0x73f1f8dc
const rpcResultId = 0xf35c6d01

/** A message of the server as the probe saw it; `rpc_result` keeps its body encoded. */
export interface ProbeMessage {
  readonly messageId: bigint
  readonly object: TlObject | undefined
  readonly answerTo: bigint | undefined
  readonly result: Buffer | undefined
}

/** A bare MTProto client for tests of the wire: it does exactly what it is told, right or wrong. */
export class ProbeClient {
  readonly messages: ProbeMessage[] = []
  /** Transport errors, e.g. -404. */
  readonly errors: number[] = []
  sessionId: bigint = randomBytes(8).readBigInt64LE()
  authKey: AuthKey | undefined
  salt = 0n
  isClosed = false
  readonly #socket: Socket
  readonly #stream: ObfuscatedStream
  readonly #messageIds = new MessageIds(systemClock)
  readonly #plain: Buffer[] = []
  readonly #waiters = new Set<() => void>()
  #sequence = 0

  constructor(socket: Socket, stream: ObfuscatedStream, header: Buffer) {
    this.#socket = socket
    this.#stream = stream
    socket.write(header)
    socket.on('data', (bytes) => this.#receive(bytes))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.isClosed = true
      this.#wake()
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  /** Resolves with the first value the function gives, looked for after every packet. */
  async waitFor<Value>(look: () => Value | undefined, timeoutMs = 5000): Promise<Value> {
    const found = look()
    if (found !== undefined) return found
    const { promise, resolve, reject } = Promise.withResolvers<Value>()
    const check = (): void => {
      const value = look()
      if (value !== undefined) resolve(value)
    }
    this.#waiters.add(check)
    const timer = setTimeout(() => reject(new Error(`nothing within ${timeoutMs} ms`)), timeoutMs)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      this.#waiters.delete(check)
    }
  }

  /** Agrees on a key; a number makes it a temporary one that lives so many seconds. */
  async makeKey(
    rsaKey: Pick<RsaKey, 'modulus' | 'fingerprint'>,
    expiresInSeconds?: number,
  ): Promise<AuthKey> {
    const nonce = randomBytes(16)
    const newNonce = randomBytes(32)
    const pq = await this.#ask({ _: 'mt_req_pq_multi', nonce })
    const serverNonce = pq['server_nonce'] as Uint8Array
    const [p, q] = factor(toBigInt(pq['pq'] as Uint8Array))
    const inner = encodeObject({
      _: expiresInSeconds === undefined ? 'mt_p_q_inner_data_dc' : 'mt_p_q_inner_data_temp_dc',
      pq: pq['pq'],
      p,
      q,
      nonce,
      server_nonce: serverNonce,
      new_nonce: newNonce,
      dc: 2,
      expires_in: expiresInSeconds,
    })
    const dh = await this.#ask({
      _: 'mt_req_DH_params',
      nonce,
      server_nonce: serverNonce,
      p,
      q,
      public_key_fingerprint: rsaKey.fingerprint,
      encrypted_data: encryptRsaPad(rsaKey.modulus, inner),
    })
    const handshakeKeys = deriveHandshakeKeys(newNonce, serverNonce)
    const answer = decryptIge(dh['encrypted_answer'] as Uint8Array, handshakeKeys)
    const params = readObject(new ByteReader(answer.subarray(20)))
    const keys = createDhKeys()
    const bytes = computeSharedBytes(keys, toBigInt(params['g_a'] as Uint8Array))
    const client = encodeObject({
      _: 'mt_client_DH_inner_data',
      nonce,
      server_nonce: serverNonce,
      retry_id: 0,
      g_b: keys.publicBytes,
    })
    const hashed = Buffer.concat([sha1(client), client])
    const padded = Buffer.concat([hashed, randomBytes(-hashed.length & 15)])
    const done = await this.#ask({
      _: 'mt_set_client_DH_params',
      nonce,
      server_nonce: serverNonce,
      encrypted_data: encryptIge(padded, handshakeKeys),
    })
    if (!areEqualBytes(done['new_nonce_hash1'] as Uint8Array, computeNewNonceHash(newNonce, bytes, 1))) {
      throw new Error('the data centre has another key')
    }
    const firstSalt = xorBytes(newNonce.subarray(0, 8), serverNonce.subarray(0, 8)).readBigInt64LE()
    const createdAtMs = Date.now()
    const expiresAtMs = expiresInSeconds === undefined ? undefined : createdAtMs + expiresInSeconds * 1000
    this.salt = firstSalt
    this.authKey = createAuthKey(bytes, { firstSalt, createdAtMs, expiresAtMs })
    return this.authKey
  }

  /** Sends an object in the session; the same message id makes it a repetition. Returns the message id. */
  send(
    object: TlObject,
    options: { readonly messageId?: bigint; readonly isContent?: boolean } = {},
  ): bigint {
    return this.sendBody(encodeObject(object), options)
  }

  /** Sends bytes as they are. */
  sendBody(
    body: Buffer,
    options: { readonly messageId?: bigint; readonly isContent?: boolean } = {},
  ): bigint {
    if (this.authKey === undefined) throw new Error('no key yet')
    const messageId = options.messageId ?? this.#messageIds.next('call')
    const isContent = options.isContent ?? true
    const sequence = this.#sequence * 2 + (isContent ? 1 : 0)
    if (isContent) this.#sequence += 1
    const envelope = { salt: this.salt, sessionId: this.sessionId, messageId, sequence, body }
    this.sendPacket(sealMessage(this.authKey, envelope, 'fromClient'))
    return messageId
  }

  sendPacket(packet: Uint8Array): void {
    this.#socket.write(this.#stream.send(packet))
  }

  /** Calls a method and resolves with the encoded answer. */
  async call(object: TlObject): Promise<Buffer> {
    const messageId = this.send(object)
    return this.waitFor(() => this.resultOf(messageId))
  }

  resultOf(messageId: bigint): Buffer | undefined {
    return this.messages.find((message) => message.answerTo === messageId)?.result
  }

  /** The first object of a name that came. */
  async waitForObject(name: string): Promise<TlObject> {
    return this.waitFor(() => this.messages.find((message) => message.object?._ === name)?.object)
  }

  async #ask(object: TlObject): Promise<TlObject> {
    const body = encodeObject(object)
    const packet = Buffer.alloc(20 + body.length)
    packet.writeBigInt64LE(this.#messageIds.next('call'), 8)
    packet.writeInt32LE(body.length, 16)
    packet.set(body, 20)
    this.sendPacket(packet)
    const answer = await this.waitFor(() => (this.isClosed ? Buffer.alloc(0) : this.#plain.shift()))
    if (answer.length === 0) throw new Error('the data centre closed the connection')
    return decodeObject(answer)
  }

  #receive(bytes: Buffer): void {
    for (const packet of this.#stream.receive(bytes) ?? []) {
      if (packet.length === 4) this.errors.push(packet.readInt32LE(0))
      else if (packet.readBigInt64LE(0) === 0n)
        this.#plain.push(packet.subarray(20, 20 + packet.readInt32LE(16)))
      else if (this.authKey !== undefined) {
        const envelope = openMessage(this.authKey, packet, 'fromServer')
        if (envelope === undefined) throw new Error('a packet of the data centre does not decrypt')
        this.#note(envelope.messageId, envelope.body)
      }
    }
    this.#wake()
  }

  #note(messageId: bigint, body: Buffer): void {
    const reader = new ByteReader(body)
    const id = reader.peekUint()
    if (id === containerId) {
      reader.readUint()
      const count = reader.readInt()
      for (let index = 0; index < count; index += 1) {
        const innerId = reader.readLong()
        reader.readInt()
        this.#note(innerId, reader.readRaw(reader.readInt()))
      }
    } else if (id === rpcResultId) {
      reader.readUint()
      const answerTo = reader.readLong()
      this.messages.push({ messageId, object: undefined, answerTo, result: reader.readRaw(reader.remaining) })
    } else {
      this.messages.push({ messageId, object: readObject(reader), answerTo: undefined, result: undefined })
    }
  }

  #wake(): void {
    for (const check of this.#waiters) check()
  }
}

/** Opens a connection to the data centre; the way of framing and the DC id go into the header. */
export async function openProbe(
  port: number,
  options: { readonly framing?: Framing; readonly dcId?: number } = {},
): Promise<ProbeClient> {
  const socket = connect(port, '127.0.0.1')
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  const { stream, header } = openObfuscatedStream(options.framing ?? 'intermediate', options.dcId ?? 2)
  return new ProbeClient(socket, stream, header)
}

/** Pollard's rho, for products of two 31-bit primes. */
function factor(pq: bigint): readonly [Buffer, Buffer] {
  const step = (x: bigint): bigint => (x * x + 1n) % pq
  let slow = 2n
  let fast = step(step(2n))
  let divisor = 1n
  while (divisor === 1n) {
    divisor = greatestCommonDivisor(slow > fast ? slow - fast : fast - slow, pq)
    slow = step(slow)
    fast = step(step(fast))
  }
  const other = pq / divisor
  const [p, q] = divisor < other ? [divisor, other] : [other, divisor]
  return [toFourBytes(p), toFourBytes(q)]
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

function toFourBytes(value: bigint): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(Number(value))
  return bytes
}
