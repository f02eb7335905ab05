import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { loadTestKey, openTestClient } from '../../support/tdlib-client.ts'
import type { TestClient } from '../../support/tdlib-client.ts'
import { createDirectory, createEmptyWorld } from './empty-world.ts'
import { startDatacenterServer } from './server.ts'
import type { DatacenterServer } from './server.ts'

const duty = { userId: 1001, phone: '79990000001', code: '11111' }
const clients: TestClient[] = []
const gates: PromiseWithResolvers<void>[] = []
let server: DatacenterServer

beforeAll(async () => {
  server = await startDatacenterServer({
    privateKeyPem: await loadTestKey(),
    accounts: createDirectory([duty]),
    methods: {
      ...createEmptyWorld([duty]),
      'account.setAccountTTL': async () => {
        const gate = Promise.withResolvers<void>()
        gates.push(gate)
        await gate.promise
        return true
      },
    },
  })
})

afterAll(async () => {
  await server.stop()
})

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.dispose()))
  gates.length = 0
})

async function openLoggedIn(): Promise<TestClient> {
  const client = await openTestClient(server)
  clients.push(client)
  await client.logIn(duty.phone, duty.code)
  await client.waitForUpdate('updateConnectionState', (update) => update.state._ === 'connectionStateReady')
  return client
}

/** Waits until the handler was entered so many times. */
async function waitForCall(count: number): Promise<void> {
  while (gates.length < count) await new Promise((resolve) => setImmediate(resolve))
}

test('TDLib gets the answer of a call whose connection broke, and the call is executed once', async () => {
  const client = await openLoggedIn()
  const answer = client.invoke({ _: 'setAccountTtl', ttl: { _: 'accountTtl', days: 30 } })
  await waitForCall(1)
  server.dropConnections(duty.userId)
  gates[0]?.resolve()
  expect(await answer).toMatchObject({ _: 'ok' })
  expect(gates).toHaveLength(1)
})

test('TDLib comes back to a data centre that was away, and its call is answered then', async () => {
  const client = await openLoggedIn()
  await server.stop()
  const answer = client.invoke({ _: 'setAccountTtl', ttl: { _: 'accountTtl', days: 60 } })
  await server.start()
  await waitForCall(1)
  gates[0]?.resolve()
  expect(await answer).toMatchObject({ _: 'ok' })
  expect(gates).toHaveLength(1)
})

test('what was pushed while TDLib was away makes it ask for the difference', async () => {
  const client = await openLoggedIn()
  const before = server.log.countOf('updates.getDifference')
  // Clients of the tests before are closed, yet logged in.
  const session = server.hub.sessionsOf(duty.userId).at(-1)
  server.dropConnections()
  expect(session?.push({ _: 'updateShort', update: { _: 'updateConfig' }, date: 1 })).toBe(false)
  await client.waitFor(
    () => (server.log.countOf('updates.getDifference') > before ? true : undefined),
    () => 'a call of updates.getDifference',
  )
})

test('a flood wait reaches TDLib as such', async () => {
  const client = await openLoggedIn()
  server.faults.floodWait('account.setAccountTTL', 300, Date.now())
  const answer = client.invoke({ _: 'setAccountTtl', ttl: { _: 'accountTtl', days: 90 } })
  await expect(answer).rejects.toThrow('Too Many Requests: retry after 300')
  server.faults.clear()
})
