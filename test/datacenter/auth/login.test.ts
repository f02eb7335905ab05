import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type * as Td from 'tdlib-types'
import { loadTestKey, openTestClient } from '../../support/tdlib-client.ts'
import type { TestClient } from '../../support/tdlib-client.ts'
import { createDirectory, createEmptyWorld } from '../server/empty-world.ts'
import { startDatacenterServer } from '../server/server.ts'
import type { DatacenterServer } from '../server/server.ts'
import { layer } from '../wire/schema.ts'

const duty = { userId: 1001, phone: '79990000001', code: '11111' }
const manager = {
  userId: 1002,
  phone: '79990000002',
  code: '22222',
  password: 'открой дверь',
  passwordHint: 'door',
}
const accounts = [duty, manager]
const clients: TestClient[] = []
let server: DatacenterServer

beforeAll(async () => {
  server = await startDatacenterServer({
    privateKeyPem: await loadTestKey(),
    accounts: createDirectory(accounts),
    methods: createEmptyWorld(accounts),
  })
})

afterAll(async () => {
  await server.stop()
})

beforeEach(() => {
  server.faults.clear()
})

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.dispose()))
})

async function open(folder?: string): Promise<TestClient> {
  const { port, publicKeyPem } = server
  const client = await openTestClient(
    folder === undefined ? { port, publicKeyPem } : { port, publicKeyPem, folder },
  )
  clients.push(client)
  return client
}

async function readError(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

describe('TDLib logs in by phone and code', () => {
  test('with the right code', async () => {
    const client = await open()
    await client.logIn(duty.phone, duty.code)
    const me = await client.invoke({ _: 'getMe' })
    expect(me).toMatchObject({ id: duty.userId, phone_number: duty.phone })
  })

  test('speaks the layer of the schema', async () => {
    const client = await open()
    await client.logIn(duty.phone, duty.code)
    expect(server.log.layers()).toEqual([layer])
  })

  test('is told about a wrong code and may try again', async () => {
    const client = await open()
    await client.waitForState('authorizationStateWaitPhoneNumber')
    await client.invoke({ _: 'setAuthenticationPhoneNumber', phone_number: duty.phone })
    await client.waitForState('authorizationStateWaitCode')
    expect(await readError(client.invoke({ _: 'checkAuthenticationCode', code: '54321' }))).toBe(
      'PHONE_CODE_INVALID',
    )
    await client.invoke({ _: 'checkAuthenticationCode', code: duty.code })
    await client.waitForState('authorizationStateReady')
  })

  test('needs a new code after too many wrong ones', async () => {
    const client = await open()
    await client.waitForState('authorizationStateWaitPhoneNumber')
    await client.invoke({ _: 'setAuthenticationPhoneNumber', phone_number: duty.phone })
    await client.waitForState('authorizationStateWaitCode')
    const errors: string[] = []
    for (let attempt = 0; attempt < 6; attempt += 1) {
      errors.push(await readError(client.invoke({ _: 'checkAuthenticationCode', code: '54321' })))
    }
    expect(errors.at(-2)).toBe('PHONE_CODE_INVALID')
    expect(errors.at(-1)).toBe('PHONE_CODE_EXPIRED')
  })

  test('is told about a number that cannot be one, and about too many requests', async () => {
    const client = await open()
    await client.waitForState('authorizationStateWaitPhoneNumber')
    const setNumber = (phone: string): Promise<string> =>
      readError(client.invoke({ _: 'setAuthenticationPhoneNumber', phone_number: phone }))
    expect(await setNumber('123')).toBe('PHONE_NUMBER_INVALID')
    server.faults.refuse('auth.sendCode', { code: 400, message: 'PHONE_NUMBER_FLOOD' }, { times: 1 })
    expect(await setNumber(duty.phone)).toBe('PHONE_NUMBER_FLOOD')
    expect(await setNumber(duty.phone)).toBe('no error')
  })

  test('a number nobody has would have to register', async () => {
    const client = await open()
    await client.waitForState('authorizationStateWaitPhoneNumber')
    await client.invoke({ _: 'setAuthenticationPhoneNumber', phone_number: '79995550000' })
    await client.waitForState('authorizationStateWaitCode')
    await client.invoke({ _: 'checkAuthenticationCode', code: '12345' })
    await client.waitForState('authorizationStateWaitRegistration')
  })
})

describe('the two-step password', () => {
  async function openAtPassword(): Promise<TestClient> {
    const client = await open()
    await client.waitForState('authorizationStateWaitPhoneNumber')
    await client.invoke({ _: 'setAuthenticationPhoneNumber', phone_number: manager.phone })
    await client.waitForState('authorizationStateWaitCode')
    await client.invoke({ _: 'checkAuthenticationCode', code: manager.code })
    const state = await client.waitForState('authorizationStateWaitPassword')
    expect(state).toMatchObject({ password_hint: manager.passwordHint })
    return client
  }

  test('opens the account when it is right', async () => {
    const client = await openAtPassword()
    await client.invoke({ _: 'checkAuthenticationPassword', password: manager.password })
    await client.waitForState('authorizationStateReady')
  })

  test('is refused when it is wrong, and may be tried again', async () => {
    const client = await openAtPassword()
    const error = await readError(client.invoke({ _: 'checkAuthenticationPassword', password: 'wrong' }))
    expect(error).toBe('PASSWORD_HASH_INVALID')
    await client.invoke({ _: 'checkAuthenticationPassword', password: manager.password })
    await client.waitForState('authorizationStateReady')
  })
})

describe('QR login', () => {
  async function openAtQr(): Promise<{ client: TestClient; link: string }> {
    const client = await open()
    await client.waitForState('authorizationStateWaitPhoneNumber')
    await client.invoke({ _: 'requestQrCodeAuthentication', other_user_ids: [] })
    const state = await client.waitForState('authorizationStateWaitOtherDeviceConfirmation')
    return { client, link: (state as Td.authorizationStateWaitOtherDeviceConfirmation).link }
  }

  test('is accepted from outside', async () => {
    const { client, link } = await openAtQr()
    expect(server.acceptLoginToken('bm9uc2Vuc2U', duty.userId)).toBe('invalid')
    expect(server.acceptLoginToken(link, 5)).toBe('unknownUser')
    expect(server.acceptLoginToken(link, duty.userId)).toBe('accepted')
    await client.waitForState('authorizationStateReady')
  })

  test('is accepted by another device of the same user', async () => {
    const phone = await open()
    await phone.logIn(duty.phone, duty.code)
    const { client, link } = await openAtQr()
    await phone.invoke({ _: 'confirmQrCodeAuthentication', link })
    await client.waitForState('authorizationStateReady')
    const sessions = await phone.invoke({ _: 'getActiveSessions' })
    expect(sessions.sessions.length).toBeGreaterThanOrEqual(2)
  })

  test('still asks for the password', async () => {
    const { client, link } = await openAtQr()
    server.acceptLoginToken(link, manager.userId)
    await client.waitForState('authorizationStateWaitPassword')
    await client.invoke({ _: 'checkAuthenticationPassword', password: manager.password })
    await client.waitForState('authorizationStateReady')
  })
})

describe('a session', () => {
  test('ends when the client logs out', async () => {
    const client = await open()
    await client.logIn(duty.phone, duty.code)
    const before = server.hub.sessionsOf(duty.userId).length
    await client.invoke({ _: 'logOut' })
    await client.waitForState('authorizationStateClosed')
    expect(server.hub.sessionsOf(duty.userId)).toHaveLength(before - 1)
  })

  test('ends when another device ends it', async () => {
    const first = await open()
    await first.logIn(duty.phone, duty.code)
    const second = await open()
    await second.logIn(duty.phone, duty.code)
    await second.waitFor(
      () => (server.log.countOf('updates.getState', duty.userId) >= 2 ? true : undefined),
      () => 'both sessions to be up',
    )
    await first.invoke({ _: 'terminateAllOtherSessions' })
    await second.waitForState('authorizationStateLoggingOut', 'authorizationStateClosed')
  })

  test('goes on after the client was closed, and after the data centre was stopped', async () => {
    const first = await open()
    await first.logIn(duty.phone, duty.code)
    await first.close()
    const second = await open(first.folder)
    await second.waitForState('authorizationStateReady')
    await server.stop()
    await server.start()
    await second.waitForUpdate('updateConnectionState', (update) => update.state._ === 'connectionStateReady')
    expect(await second.invoke({ _: 'getMe' })).toMatchObject({ id: duty.userId })
  })

  test('TDLib carries on after its salts were made stale', async () => {
    const client = await open()
    await client.logIn(duty.phone, duty.code)
    server.rotateSalts()
    const sessions = await client.invoke({ _: 'getActiveSessions' })
    expect(sessions.sessions.some((session) => session.is_current)).toBe(true)
  })

  test('TDLib works over a temporary key that it binds to its permanent one', async () => {
    const client = await open()
    await client.invoke({ _: 'setOption', name: 'use_pfs', value: { _: 'optionValueBoolean', value: true } })
    const before = server.log.countOf('auth.bindTempAuthKey')
    await client.logIn(duty.phone, duty.code)
    expect(server.log.countOf('auth.bindTempAuthKey')).toBeGreaterThan(before)
    expect(await client.invoke({ _: 'getMe' })).toMatchObject({ id: duty.userId })
  })
})
