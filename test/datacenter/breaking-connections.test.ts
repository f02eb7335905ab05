import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openTestClient } from '../support/tdlib-client.ts'
import type { TestClient } from '../support/tdlib-client.ts'
import { startDatacenter } from './start-datacenter.ts'
import type { Datacenter } from './start-datacenter.ts'
import { sendMessage } from './world/send-message.ts'

const dutyId = 1001
const customerId = 1002
const chatIds = Array.from({ length: 30 }, (_, index) => 5000 + index)
const phone = '79990000001'
const code = '11111'
const clients: TestClient[] = []
let datacenter: Datacenter

beforeAll(async () => {
  const date = Math.floor(Date.now() / 1000) - 86_400
  datacenter = await startDatacenter({
    seed: {
      name: 'thirty chats',
      people: [
        { id: dutyId, firstName: 'Duty', phone, code },
        { id: customerId, firstName: 'Customer' },
      ],
      chats: chatIds.map((id) => ({
        id,
        kind: 'supergroup',
        title: `Chat ${id}`,
        members: [{ userId: dutyId }, { userId: customerId, role: 'creator' }],
        date,
      })),
      messages: chatIds.map((chatId, index) => ({
        chatId,
        fromId: customerId,
        date: date + index * 10,
        text: 'first',
      })),
    },
  })
})

afterAll(async () => {
  await datacenter.close()
})

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.dispose()))
})

async function openWithChats(): Promise<TestClient> {
  const client = await openTestClient(datacenter.server)
  clients.push(client)
  await client.logIn(phone, code)
  await client.invoke({ _: 'loadChats', chat_list: { _: 'chatListMain' }, limit: 100 })
  const countChats = (): number => client.updates.filter((update) => update._ === 'updateNewChat').length
  await client.waitFor(
    () => (countChats() >= chatIds.length ? true : undefined),
    () => `all chats, now ${countChats()}`,
  )
  return client
}

/** The chats in which a text was seen, as a new message or as the last one after a catch-up. */
function listLastTexts(client: TestClient, text: string): ReadonlySet<number> {
  const seen = new Set<number>()
  for (const update of client.updates) {
    const message =
      update._ === 'updateNewMessage'
        ? update.message
        : update._ === 'updateChatLastMessage'
          ? update.last_message
          : update._ === 'updateNewChat'
            ? update.chat.last_message
            : undefined
    const content = message?.content
    if (message !== undefined && content?._ === 'messageText' && content.text.text === text)
      seen.add(message.chat_id)
  }
  return seen
}

function writeEverywhere(text: string): void {
  for (const id of chatIds) {
    const chat = datacenter.world.chat(id)
    sendMessage(datacenter.world, { chat, fromId: customerId, text, entities: [] })
  }
  datacenter.world.publisher.flush()
}

test('no message is lost when connections break while messages are on their way', async () => {
  const client = await openWithChats()
  for (const round of [1, 2]) {
    writeEverywhere(`round ${round}`)
    datacenter.server.dropConnections()
    writeEverywhere(`away ${round}`)
    await client.waitFor(
      () => (listLastTexts(client, `away ${round}`).size === chatIds.length ? true : undefined),
      () => `round ${round}, ${listLastTexts(client, `away ${round}`).size} chats so far`,
      30_000,
    )
  }
})

test('what is sent while connections break arrives exactly once', async () => {
  const client = await openWithChats()
  const { server, world } = datacenter
  server.faults.delay(20)
  const total = 24
  const countSent = (): number =>
    client.updates.filter((update) => update._ === 'updateMessageSendSucceeded').length
  for (let index = 0; index < total; index += 1) {
    const chatId = -1_000_000_000_000 - (chatIds[index % 5] ?? 0)
    const text = { _: 'formattedText' as const, text: `mine ${index}`, entities: [] }
    await client.invoke({
      _: 'sendMessage',
      chat_id: chatId,
      input_message_content: { _: 'inputMessageText', text },
    })
    if (index % 8 !== 3) continue
    // The call has reached the data centre and its answer is still under way.
    const called = server.log.countOf('messages.sendMessage')
    while (server.log.countOf('messages.sendMessage') === called && countSent() <= index) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    server.dropConnections()
  }
  server.faults.delay(0)
  await client.waitFor(
    () => (countSent() === total ? true : undefined),
    () => `${countSent()} of ${total} sent`,
    30_000,
  )
  const texts = chatIds
    .flatMap((id) => [...world.chat(id).messages.values()])
    .flatMap((message) => (message?.fromId === dutyId ? [message.text] : []))
  expect([...texts].sort()).toEqual(Array.from({ length: total }, (_, index) => `mine ${index}`).sort())
})
