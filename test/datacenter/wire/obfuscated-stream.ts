import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Cipheriv, Decipheriv } from 'node:crypto'

/** How packets are delimited inside the obfuscated stream. */
export type Framing = 'intermediate' | 'paddedIntermediate' | 'abridged'

export const headerBytes = 64
const maxPacketBytes = 16 * 1024 * 1024

const framingByTag: ReadonlyMap<number, Framing> = new Map([
  [0xeeeeeeee, 'intermediate'],
  [0xdddddddd, 'paddedIntermediate'],
  [0xefefefef, 'abridged'],
])

/** One side of an obfuscated connection: packets in, bytes out, and back. */
export class ObfuscatedStream {
  readonly framing: Framing
  /** The data centre the client asked for; negative for media, ±10000 for the test servers. */
  readonly dcId: number
  readonly #encryptor: Cipheriv
  readonly #decryptor: Decipheriv
  #pending: Buffer = Buffer.alloc(0)

  constructor(parts: { framing: Framing; dcId: number; encryptor: Cipheriv; decryptor: Decipheriv }) {
    this.framing = parts.framing
    this.dcId = parts.dcId
    this.#encryptor = parts.encryptor
    this.#decryptor = parts.decryptor
  }

  /** Takes bytes from the socket and returns the packets they complete; undefined when the stream is broken. */
  receive(bytes: Uint8Array): readonly Buffer[] | undefined {
    const plain = this.#decryptor.update(bytes)
    this.#pending = this.#pending.length === 0 ? plain : Buffer.concat([this.#pending, plain])
    const packets: Buffer[] = []
    for (;;) {
      const head = readFrameHead(this.framing, this.#pending)
      if (head === undefined) return packets
      if (head.sizeBytes > maxPacketBytes) return undefined
      const end = head.headBytes + head.sizeBytes
      if (this.#pending.length < end) return packets
      // The padded framing appends up to 15 bytes, while every packet of the protocol is a multiple of four.
      packets.push(this.#pending.subarray(head.headBytes, end))
      this.#pending = this.#pending.subarray(end)
    }
  }

  /** The bytes of one packet as they go to the socket. */
  send(packet: Uint8Array): Buffer {
    return this.#encryptor.update(Buffer.concat([writeFrameHead(this.framing, packet.length), packet]))
  }
}

function readFrameHead(
  framing: Framing,
  bytes: Buffer,
): { headBytes: number; sizeBytes: number } | undefined {
  if (framing !== 'abridged') {
    return bytes.length < 4 ? undefined : { headBytes: 4, sizeBytes: bytes.readUInt32LE(0) & 0x7fffffff }
  }
  const first = bytes[0]
  if (first === undefined) return undefined
  // The top bit asks for a quick acknowledgement, which is optional and not given.
  const words = first & 0x7f
  if (words < 0x7f) return { headBytes: 1, sizeBytes: words * 4 }
  return bytes.length < 4 ? undefined : { headBytes: 4, sizeBytes: bytes.readUIntLE(1, 3) * 4 }
}

function writeFrameHead(framing: Framing, sizeBytes: number): Buffer {
  if (framing !== 'abridged') {
    const head = Buffer.alloc(4)
    head.writeUInt32LE(sizeBytes)
    return head
  }
  const words = sizeBytes / 4
  if (words < 0x7f) return Buffer.from([words])
  const head = Buffer.from([0x7f, 0, 0, 0])
  head.writeUIntLE(words, 1, 3)
  return head
}

interface HeaderKeys {
  readonly forwardKey: Buffer
  readonly forwardIv: Buffer
  readonly backwardKey: Buffer
  readonly backwardIv: Buffer
}

function deriveHeaderKeys(header: Buffer): HeaderKeys {
  const reversed = Buffer.from(header.subarray(8, 56)).reverse()
  return {
    forwardKey: header.subarray(8, 40),
    forwardIv: header.subarray(40, 56),
    backwardKey: reversed.subarray(0, 32),
    backwardIv: reversed.subarray(32, 48),
  }
}

/** The server's side of a connection from its first 64 bytes; undefined when the tag is none we know. */
export function acceptObfuscatedStream(header: Buffer): ObfuscatedStream | undefined {
  const keys = deriveHeaderKeys(header)
  const decryptor = createDecipheriv('aes-256-ctr', keys.forwardKey, keys.forwardIv)
  const plain = decryptor.update(header)
  const framing = framingByTag.get(plain.readUInt32LE(56))
  if (framing === undefined) return undefined
  const encryptor = createCipheriv('aes-256-ctr', keys.backwardKey, keys.backwardIv)
  return new ObfuscatedStream({ framing, dcId: plain.readInt16LE(60), encryptor, decryptor })
}

/** The client's side: the stream and the header to send first. */
export function openObfuscatedStream(
  framing: Framing,
  dcId: number,
): { readonly stream: ObfuscatedStream; readonly header: Buffer } {
  const header = randomBytes(headerBytes)
  // The first byte may not look like another transport (or a SOCKS greeting).
  header[0] = 0x77
  for (const [tag, name] of framingByTag) if (name === framing) header.writeUInt32LE(tag, 56)
  header.writeInt16LE(dcId, 60)
  const keys = deriveHeaderKeys(header)
  const encryptor = createCipheriv('aes-256-ctr', keys.forwardKey, keys.forwardIv)
  const encrypted = encryptor.update(header)
  encrypted.copy(header, 56, 56)
  const decryptor = createDecipheriv('aes-256-ctr', keys.backwardKey, keys.backwardIv)
  return { stream: new ObfuscatedStream({ framing, dcId, encryptor, decryptor }), header }
}
