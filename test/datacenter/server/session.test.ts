import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decodeObject, encodeObject } from '../wire/codec.ts'
import { openProbe } from '../wire/probe-client.ts'
import type { ProbeClient } from '../wire/probe-client.ts'
import { createRsaKey } from '../wire/rsa-key.ts'
import { deriveOldMessageKey } from '../wire/auth-key.ts'
import { encryptIge } from '../wire/aes-ige.ts'
import { sha1 } from '../wire/numbers.ts'
import { createDirectory } from './empty-world.ts'
import { startDatacenterServer } from './server.ts'
import type { DatacenterServer } from './server.ts'

const rsaKey = createRsaKey()
const account = { userId: 1001, phone: '79990000001', code: '11111' }
const slowCalls: PromiseWithResolvers<void>[] = []
const executed: string[] = []
const probes: ProbeClient[] = []
let server: DatacenterServer

beforeEach(async () => {
  slowCalls.length = 0
  executed.length = 0
  server = await startDatacenterServer({
    privateKeyPem: rsaKey.privateKeyPem,
    accounts: createDirectory([account]),
    methods: {
      'updates.getState': () => {
        executed.push('getState')
        return { _: 'updates.state', pts: 1, qts: 0, date: 1, seq: 1, unread_count: 0 }
      },
      'contacts.getContactIDs': async () => {
        const gate = Promise.withResolvers<void>()
        slowCalls.push(gate)
        await gate.promise
        executed.push('getContactIDs')
        return [1, 2, 3]
      },
    },
  })
})

afterEach(async () => {
  for (const probe of probes.splice(0)) probe.close()
  await server.stop()
})

async function openWithKey(like?: ProbeClient): Promise<ProbeClient> {
  const probe = await openProbe(server.port)
  probes.push(probe)
  if (like === undefined) {
    await probe.makeKey(rsaKey)
    return probe
  }
  probe.authKey = like.authKey
  probe.salt = like.salt
  probe.sessionId = like.sessionId
  return probe
}

async function logIn(probe: ProbeClient): Promise<void> {
  const settings = { _: 'codeSettings' }
  const phone = { phone_number: account.phone }
  const sent = decodeObject(
    await probe.call({ _: 'auth.sendCode', ...phone, api_id: 1, api_hash: '', settings }),
  )
  const hash = sent['phone_code_hash']
  const answer = await probe.call({
    _: 'auth.signIn',
    ...phone,
    phone_code_hash: hash,
    phone_code: account.code,
  })
  expect(decodeObject(answer)._).toBe('auth.authorization')
}

describe('the key exchange', () => {
  test('ends with the same key on both sides, in every framing', async () => {
    for (const framing of ['intermediate', 'paddedIntermediate', 'abridged'] as const) {
      const probe = await openProbe(server.port, { framing })
      probes.push(probe)
      await probe.makeKey(rsaKey)
      probe.send({ _: 'mt_ping', ping_id: 5 }, { isContent: false })
      expect(await probe.waitForObject('mt_pong')).toMatchObject({ ping_id: 5n })
    }
  })

  test('is refused when the client encrypts for another data centre', async () => {
    const probe = await openProbe(server.port)
    probes.push(probe)
    await expect(probe.makeKey({ ...createRsaKey(), fingerprint: rsaKey.fingerprint })).rejects.toThrow(
      'closed',
    )
  })

  test('a key nobody knows is answered with -404', async () => {
    const probe = await openWithKey()
    const packet = randomBytes(120)
    probe.sendPacket(packet)
    await probe.waitFor(() => probe.errors[0])
    expect(probe.errors).toEqual([-404])
  })

  test('a packet that does not decrypt closes the connection', async () => {
    const probe = await openWithKey()
    const packet = randomBytes(120)
    packet.writeBigUInt64LE(probe.authKey!.id, 0)
    probe.sendPacket(packet)
    await probe.waitFor(() => probe.isClosed || undefined)
  })
})

describe('a session', () => {
  test('is announced once', async () => {
    const probe = await openWithKey()
    probe.send({ _: 'mt_ping', ping_id: 1 })
    probe.send({ _: 'mt_ping', ping_id: 2 })
    await probe.waitFor(() => probe.messages.find((message) => message.object?.['ping_id'] === 2n))
    const created = probe.messages.filter((message) => message.object?._ === 'mt_new_session_created')
    expect(created).toHaveLength(1)
  })

  test('a wrong salt is refused with the right one, and the call is not executed', async () => {
    const probe = await openWithKey()
    await logIn(probe)
    probe.salt += 1n
    const refused = probe.send({ _: 'updates.getState' })
    const notice = await probe.waitForObject('mt_bad_server_salt')
    expect(notice).toMatchObject({ bad_msg_id: refused, error_code: 48 })
    expect(executed).toEqual([])
    probe.salt = notice['new_server_salt'] as bigint
    expect(decodeObject(await probe.call({ _: 'updates.getState' }))._).toBe('updates.state')
  })

  test('a salt from get_future_salts is taken', async () => {
    const probe = await openWithKey()
    probe.send({ _: 'mt_get_future_salts', num: 4 })
    const answer = await probe.waitForObject('mt_future_salts')
    expect(answer['salts']).toHaveLength(4)
  })

  test('a call that arrives twice is executed once and answered twice', async () => {
    const probe = await openWithKey()
    await logIn(probe)
    const messageId = probe.send({ _: 'updates.getState' })
    await probe.waitFor(() => probe.resultOf(messageId))
    probe.send({ _: 'updates.getState' }, { messageId })
    const answers = await probe.waitFor(() => {
      const found = probe.messages.filter((message) => message.answerTo === messageId)
      return found.length === 2 ? found : undefined
    })
    expect(executed).toEqual(['getState'])
    expect(answers[1]).toEqual(answers[0])
  })

  test('an answer made while the socket was gone comes on the next one', async () => {
    const first = await openWithKey()
    await logIn(first)
    const messageId = first.send({ _: 'contacts.getContactIDs', hash: 0 })
    await waitUntil(() => slowCalls.length === 1)
    first.close()
    await waitUntil(() => server.openConnectionCount() === 0)
    slowCalls[0]!.resolve()
    await waitUntil(() => executed.length === 1)
    const second = await openWithKey(first)
    second.send({ _: 'mt_ping', ping_id: 9 }, { isContent: false })
    expect(await second.waitFor(() => second.resultOf(messageId))).toBeDefined()
    expect(executed).toEqual(['getContactIDs'])
  })

  test('tells which messages arrived, and forgets an acknowledged answer', async () => {
    const probe = await openWithKey()
    await logIn(probe)
    const messageId = probe.send({ _: 'updates.getState' })
    await probe.waitFor(() => probe.resultOf(messageId))
    probe.send({ _: 'mt_msgs_state_req', msg_ids: [messageId, messageId + 4n] })
    expect(await probe.waitForObject('mt_msgs_state_info')).toMatchObject({ info: Uint8Array.of(4, 1) })
    const answer = probe.messages.find((message) => message.answerTo === messageId)!
    probe.send({ _: 'mt_msgs_ack', msg_ids: [answer.messageId] }, { isContent: false })
    const dropped = await probe.call({ _: 'mt_rpc_drop_answer', req_msg_id: messageId })
    expect(decodeObject(dropped)._).toBe('mt_rpc_answer_unknown')
  })

  test('a dropped call gives no answer', async () => {
    const probe = await openWithKey()
    await logIn(probe)
    const messageId = probe.send({ _: 'contacts.getContactIDs', hash: 0 })
    await waitUntil(() => slowCalls.length === 1)
    const dropped = await probe.call({ _: 'mt_rpc_drop_answer', req_msg_id: messageId })
    expect(decodeObject(dropped)._).toBe('mt_rpc_answer_dropped_running')
    slowCalls[0]!.resolve()
    await probe.call({ _: 'updates.getState' })
    expect(probe.resultOf(messageId)).toBeUndefined()
  })

  test('invokeAfterMsg waits for the call before', async () => {
    const probe = await openWithKey()
    await logIn(probe)
    const slow = probe.send({ _: 'contacts.getContactIDs', hash: 0 })
    const after = probe.send({ _: 'invokeAfterMsg', msg_id: slow, query: { _: 'updates.getState' } })
    await waitUntil(() => slowCalls.length === 1)
    slowCalls[0]!.resolve()
    await probe.waitFor(() => probe.resultOf(after))
    expect(executed).toEqual(['getContactIDs', 'getState'])
  })

  test('a connection that was gone is told to catch up on pushes', async () => {
    const first = await openWithKey()
    await logIn(first)
    await first.call({ _: 'updates.getState' })
    const [session] = server.hub.sessionsOf(account.userId)
    expect(session!.push({ _: 'updatesTooLong' })).toBe(true)
    first.close()
    await waitUntil(() => server.openConnectionCount() === 0)
    expect(session!.push({ _: 'updatesTooLong' })).toBe(false)
    const second = await openWithKey(first)
    second.send({ _: 'mt_ping', ping_id: 9 }, { isContent: false })
    await second.waitForObject('updatesTooLong')
  })

  test('a temporary key acts for the permanent one it was bound to', async () => {
    const permanent = await openWithKey()
    await logIn(permanent)
    const temporary = await openProbe(server.port)
    probes.push(temporary)
    const key = await temporary.makeKey(rsaKey, 3600)
    const unbound = decodeObject(await temporary.call({ _: 'updates.getState' }))
    expect(unbound).toMatchObject({ error_code: 401 })
    const permanentKey = permanent.authKey!
    const ids = {
      nonce: 42n,
      temp_auth_key_id: BigInt.asIntN(64, key.id),
      perm_auth_key_id: BigInt.asIntN(64, permanentKey.id),
    }
    const expiresAt = Math.floor(Date.now() / 1000) + 3600
    const inner = encodeObject({
      _: 'mt_bind_auth_key_inner',
      ...ids,
      temp_session_id: temporary.sessionId,
      expires_at: expiresAt,
    })
    const plain = Buffer.concat([randomBytes(24), Buffer.from([0, 0, 0, 0, inner.length, 0, 0, 0]), inner])
    const messageKey = sha1(plain).subarray(4, 20)
    const padded = Buffer.concat([plain, randomBytes(-plain.length & 15)])
    const keyId = Buffer.alloc(8)
    keyId.writeBigUInt64LE(permanentKey.id)
    const encrypted = encryptIge(padded, deriveOldMessageKey(permanentKey.bytes, messageKey))
    const bound = await temporary.call({
      _: 'auth.bindTempAuthKey',
      perm_auth_key_id: ids.perm_auth_key_id,
      nonce: ids.nonce,
      expires_at: expiresAt,
      encrypted_message: Buffer.concat([keyId, messageKey, encrypted]),
    })
    expect(bound.readUInt32LE(0)).toBe(0x997275b5)
    expect(decodeObject(await temporary.call({ _: 'updates.getState' }))._).toBe('updates.state')
  })
})

describe('switches and counters', () => {
  test('a method nobody serves is refused and counted', async () => {
    const probe = await openWithKey()
    await logIn(probe)
    const answer = decodeObject(await probe.call({ _: 'messages.getAllDrafts' }))
    expect(answer).toMatchObject({ error_code: 400, error_message: 'METHOD_NOT_IMPLEMENTED' })
    expect(server.log.unserved()).toEqual({ 'messages.getAllDrafts': 1 })
  })

  test('a call before login is refused', async () => {
    const probe = await openWithKey()
    expect(decodeObject(await probe.call({ _: 'updates.getState' }))).toMatchObject({ error_code: 401 })
  })

  test('a refusal counts down, a flood wait runs out', async () => {
    const probe = await openWithKey()
    await logIn(probe)
    const ask = async (): Promise<unknown> => {
      const answer = decodeObject(await probe.call({ _: 'updates.getState' }))
      return answer['error_message'] ?? answer._
    }
    server.faults.refuse('updates.getState', { code: 400, message: 'PEER_ID_INVALID' }, { times: 1 })
    expect([await ask(), await ask()]).toEqual(['PEER_ID_INVALID', 'updates.state'])
    server.faults.floodWait('updates.getState', 30, Date.now())
    expect(await ask()).toBe('FLOOD_WAIT_30')
    server.faults.clear()
    expect(await ask()).toBe('updates.state')
    expect(server.log.countOf('updates.getState', account.userId)).toBe(4)
  })

  test('a stalled connection answers when it is let go', async () => {
    const probe = await openWithKey()
    await logIn(probe)
    server.stall(true)
    const messageId = probe.send({ _: 'updates.getState' })
    await expect(probe.waitFor(() => probe.resultOf(messageId), 150)).rejects.toThrow('nothing within')
    server.stall(false)
    await probe.waitFor(() => probe.resultOf(messageId))
  })

  test('keys and logins survive a stop, and a restart of the process by their exported state', async () => {
    const first = await openWithKey()
    await logIn(first)
    await server.stop()
    await server.start()
    const second = await openWithKey(first)
    expect(decodeObject(await second.call({ _: 'updates.getState' }))._).toBe('updates.state')
    const state: unknown = JSON.parse(JSON.stringify(server.exportState()))
    await server.stop()
    server = await startDatacenterServer({
      accounts: createDirectory([account]),
      methods: {
        'updates.getState': () => ({ _: 'updates.state', pts: 9, qts: 0, date: 1, seq: 1, unread_count: 0 }),
      },
      state: state as ReturnType<DatacenterServer['exportState']>,
    })
    const third = await openWithKey(first)
    expect(decodeObject(await third.call({ _: 'updates.getState' }))).toMatchObject({ pts: 9 })
  })
})

async function waitUntil(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve))
}
