import { computeMessageKey, createPadding, deriveMessageKey } from './auth-key.ts'
import type { AuthKey, Direction } from './auth-key.ts'
import { decryptIge, encryptIge } from './aes-ige.ts'
import { areEqualBytes } from './numbers.ts'

/** The content of one encrypted packet. */
export interface Envelope {
  readonly salt: bigint
  readonly sessionId: bigint
  readonly messageId: bigint
  readonly sequence: number
  readonly body: Buffer
}

const headBytes = 32

/** A packet as it goes to the transport: key id, message key, encrypted envelope. */
export function sealMessage(authKey: AuthKey, envelope: Envelope, direction: Direction): Buffer {
  const unpaddedBytes = headBytes + envelope.body.length
  const padding = createPadding(unpaddedBytes)
  const plain = Buffer.allocUnsafe(unpaddedBytes + padding.length)
  plain.writeBigInt64LE(envelope.salt, 0)
  plain.writeBigInt64LE(envelope.sessionId, 8)
  plain.writeBigInt64LE(envelope.messageId, 16)
  plain.writeInt32LE(envelope.sequence, 24)
  plain.writeInt32LE(envelope.body.length, 28)
  plain.set(envelope.body, headBytes)
  plain.set(padding, unpaddedBytes)
  const messageKey = computeMessageKey(authKey.bytes, plain, direction)
  const encrypted = encryptIge(plain, deriveMessageKey(authKey.bytes, messageKey, direction))
  const packet = Buffer.allocUnsafe(24 + encrypted.length)
  packet.writeBigUInt64LE(authKey.id, 0)
  packet.set(messageKey, 8)
  packet.set(encrypted, 24)
  return packet
}

/** Opens a packet; undefined when its message key, length or padding is wrong. */
export function openMessage(authKey: AuthKey, packet: Buffer, direction: Direction): Envelope | undefined {
  // The padded framing adds up to 15 bytes behind the last whole block.
  const encrypted = packet.subarray(24, packet.length - ((packet.length - 24) & 15))
  if (packet.length < 24 + headBytes + 16) return undefined
  const messageKey = packet.subarray(8, 24)
  const plain = decryptIge(encrypted, deriveMessageKey(authKey.bytes, messageKey, direction))
  if (!areEqualBytes(computeMessageKey(authKey.bytes, plain, direction), messageKey)) return undefined
  const bodyBytes = plain.readInt32LE(28)
  const paddingBytes = plain.length - headBytes - bodyBytes
  if (bodyBytes < 4 || bodyBytes % 4 !== 0 || paddingBytes < 12 || paddingBytes > 1024) return undefined
  return {
    salt: plain.readBigInt64LE(0),
    sessionId: plain.readBigInt64LE(8),
    messageId: plain.readBigInt64LE(16),
    sequence: plain.readInt32LE(24),
    body: plain.subarray(headBytes, headBytes + bodyBytes),
  }
}
