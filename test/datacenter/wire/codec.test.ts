import { deflateSync, gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawObject, isFinite } from './arbitrary-value.ts'
import { ByteWriter } from './byte-writer.ts'
import { decodeObject, decodeResult, encodeObject, encodeResult, gzipPackedId } from './codec.ts'
import { layer, schemaEntries } from './schema.ts'

describe('the codec', () => {
  test('knows layer 223', () => {
    expect(layer).toBe(223)
    expect(schemaEntries.length).toBeGreaterThan(2300)
  })

  test('every constructor and method of the schema can be built', () => {
    expect(schemaEntries.filter((entry) => !isFinite(entry)).map((entry) => entry.name)).toEqual([])
  })

  test('gives back what it wrote, for every constructor and method', () => {
    for (const entry of schemaEntries) {
      fc.assert(
        fc.property(fc.gen(), (draw) => {
          const value = drawObject(draw, entry, 4)
          expect(decodeObject(encodeObject(value))).toEqual(value)
        }),
        { numRuns: 4, seed: 223 },
      )
    }
  })

  test('writes the bytes the protocol defines', () => {
    const peer = encodeObject({ _: 'peerUser', user_id: 0x1_0000_0002 })
    expect(peer.toString('hex')).toBe('221751590200000001000000')
    const ping = encodeObject({ _: 'mt_ping', ping_id: -1n })
    expect(ping.toString('hex')).toBe('ec77be7affffffffffffffff')
  })

  test('pads strings of every length to four bytes', () => {
    for (const length of [0, 1, 2, 3, 4, 252, 253, 254, 255, 256, 70_000]) {
      const value = { _: 'mt_rpc_error', error_code: 1, error_message: 'x'.repeat(length) }
      const bytes = encodeObject(value)
      expect(bytes.length % 4).toBe(0)
      expect(decodeObject(bytes)).toEqual(value)
    }
  })

  test('writes vectors and Bool as answers', () => {
    const users = [{ _: 'userEmpty', id: 7 }]
    expect(decodeResult('users.getUsers', encodeResult('users.getUsers', users))).toEqual(users)
    expect(decodeResult('auth.cancelCode', encodeResult('auth.cancelCode', true))).toBe(true)
    expect(decodeResult('contacts.getContactIDs', encodeResult('contacts.getContactIDs', [1, 2]))).toEqual([
      1, 2,
    ])
  })

  test('unpacks gzip_packed wherever an object may stand, with either header', () => {
    const query = encodeObject({ _: 'help.getConfig' })
    const wrapped = { _: 'invokeWithLayer', layer: 1, query: { _: 'help.getConfig' } }
    for (const packed of [gzipSync(query), deflateSync(query)]) {
      const writer = new ByteWriter()
      writer.writeRaw(encodeObject(wrapped).subarray(0, 8))
      writer.writeInt(gzipPackedId)
      writer.writeBytes(packed)
      expect(decodeObject(writer.toBytes())).toEqual(wrapped)
    }
  })

  test('says where a value does not fit', () => {
    const message = { _: 'message', id: 1, peer_id: { _: 'peerUser', user_id: 'x' }, date: 1, message: '' }
    expect(() => encodeObject(message)).toThrow('message.peer_id: peerUser.user_id: int53 expected')
    expect(() => encodeObject({ _: 'message' })).toThrow('message.id: int expected')
    expect(() => encodeObject({ _: 'inputPeerUser', user_id: 1, access_hash: 2 ** 60 })).toThrow('bigint')
    const wrongType = { _: 'updateShort', update: { _: 'peerUser', user_id: 1 }, date: 1 }
    expect(() => encodeObject(wrongType)).toThrow('updateShort.update: Update expected, got peerUser')
  })

  test('refuses half a pair of fields that share a flag', () => {
    const half = {
      _: 'help.promoData',
      expires: 1,
      pending_suggestions: [],
      dismissed_suggestions: [],
      chats: [],
      users: [],
    }
    expect(() => encodeObject(half)).not.toThrow()
    const user = { _: 'auth.authorization', setup_password_required: true, user: { _: 'userEmpty', id: 1 } }
    expect(() => encodeObject(user)).toThrow('otherwise_relogin_days: missing')
  })

  test('refuses bytes that are cut, too long, unknown or lying about their size', () => {
    const bytes = encodeObject({ _: 'updateShort', update: { _: 'updateLoginToken' }, date: 5 })
    for (let end = 0; end < bytes.length; end += 1)
      expect(() => decodeObject(bytes.subarray(0, end))).toThrow()
    expect(() => decodeObject(Buffer.concat([bytes, Buffer.alloc(4)]))).toThrow('4 bytes left')
    expect(() => decodeObject(Buffer.from('deadbeef', 'hex'))).toThrow('unknown constructor')
    const acks = encodeObject({ _: 'mt_msgs_ack', msg_ids: [1n] })
    acks.writeInt32LE(0x7fffffff, 8)
    expect(() => decodeObject(acks)).toThrow('does not fit')
  })
})
