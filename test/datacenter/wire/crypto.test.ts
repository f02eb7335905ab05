import { createCipheriv, randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decryptIge, encryptIge } from './aes-ige.ts'
import { createAuthKey } from './auth-key.ts'
import { openMessage, sealMessage } from './encrypted-message.ts'
import { xorBytes } from './numbers.ts'
import { acceptObfuscatedStream, openObfuscatedStream } from './obfuscated-stream.ts'
import { createRsaKey } from './rsa-key.ts'
import { decryptRsaPad, encryptRsaPad } from './rsa-pad.ts'
import { ServerSalts } from './salts.ts'

describe('AES-IGE', () => {
  test('is what the definition says, block by block', () => {
    const [key, iv, plain] = [randomBytes(32), randomBytes(32), randomBytes(160)]
    const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false)
    const expected: Buffer[] = []
    for (let at = 0; at < plain.length; at += 16) {
      const previousCipher = expected.at(-1) ?? iv.subarray(0, 16)
      const previousPlain = at === 0 ? iv.subarray(16) : plain.subarray(at - 16, at)
      const inner = cipher.update(xorBytes(plain.subarray(at, at + 16), previousCipher))
      expected.push(xorBytes(inner, previousPlain))
    }
    expect(encryptIge(plain, { key, iv })).toEqual(Buffer.concat(expected))
  })

  test('comes back for any number of blocks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (blocks) => {
        const key = { key: randomBytes(32), iv: randomBytes(32) }
        const plain = randomBytes(blocks * 16)
        expect(decryptIge(encryptIge(plain, key), key)).toEqual(plain)
      }),
    )
  })

  test('refuses half a block', () => {
    expect(() => encryptIge(Buffer.alloc(15), { key: Buffer.alloc(32), iv: Buffer.alloc(32) })).toThrow(
      RangeError,
    )
  })
})

describe('an encrypted message', () => {
  const authKey = createAuthKey(randomBytes(256), { firstSalt: 1n, createdAtMs: 0 })
  const envelope = { salt: 1n, sessionId: -2n, messageId: 4n, sequence: 1, body: randomBytes(64) }

  test('opens with the same key and direction', () => {
    const packet = sealMessage(authKey, envelope, 'fromClient')
    expect(openMessage(authKey, packet, 'fromClient')).toEqual(envelope)
    expect(openMessage(authKey, packet, 'fromServer')).toBeUndefined()
  })

  test('does not open when any byte was changed', () => {
    const packet = sealMessage(authKey, envelope, 'fromServer')
    for (let at = 8; at < packet.length; at += 7) {
      const changed = Buffer.from(packet)
      changed[at] = (changed[at] ?? 0) ^ 0x40
      expect(openMessage(authKey, changed, 'fromServer')).toBeUndefined()
    }
  })
})

test('RSA_PAD opens for its key alone', () => {
  const key = createRsaKey()
  const data = randomBytes(120)
  const encrypted = encryptRsaPad(key.modulus, data)
  expect(decryptRsaPad(key, encrypted)?.subarray(0, 120)).toEqual(data)
  expect(decryptRsaPad(createRsaKey(), encrypted)).toBeUndefined()
})

test('an obfuscated stream carries packets in every framing, however the bytes are cut', () => {
  for (const framing of ['intermediate', 'paddedIntermediate', 'abridged'] as const) {
    const client = openObfuscatedStream(framing, -2)
    const server = acceptObfuscatedStream(client.header)!
    expect(server).toMatchObject({ framing, dcId: -2 })
    const packets = [randomBytes(4), randomBytes(508), randomBytes(4096)]
    const bytes = Buffer.concat(packets.map((packet) => client.stream.send(packet)))
    const received = Array.from(bytes, (_byte, at) => server.receive(bytes.subarray(at, at + 1)) ?? []).flat()
    expect(received).toEqual(packets)
    expect(client.stream.receive(server.send(packets[1]!))).toEqual([packets[1]])
  }
  expect(acceptObfuscatedStream(Buffer.alloc(64, 9))).toBeUndefined()
})

test('server salts change with the time and with a rotation', () => {
  const key = createAuthKey(randomBytes(256), { firstSalt: 77n, createdAtMs: 1000 })
  const salts = new ServerSalts()
  const hour = 3_600_000
  expect(salts.current(key, 1000)).toBe(77n)
  const later = salts.current(key, 1000 + hour)
  expect(later).not.toBe(77n)
  expect(salts.isValid(key, 77n, 1000 + hour / 2)).toBe(true)
  expect(salts.isValid(key, 77n, 1000 + 2 * hour)).toBe(false)
  expect(salts.future(key, 3, 1000).map((one) => one.salt)[2]).toBe(later)
  salts.rotate()
  expect(salts.isValid(key, later, 1000 + hour)).toBe(false)
})
