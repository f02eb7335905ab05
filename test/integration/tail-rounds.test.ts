import type * as Td from 'tdlib-types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PageReader } from '#core/triage/page-reader.ts'
import { Tails } from '#core/triage/tails.ts'
import { GoneMessages } from '#core/telegram/gone-messages.ts'
import { People } from '#core/telegram/people.ts'
import type { TdClient } from '#core/telegram/td-client.ts'
import { createGatedClient } from '../support/gated-client.ts'
import { TeamDesk } from '../support/team-desk.ts'
import { chatIds, phones } from '../support/team-people.ts'
import { openTestClient, type TestClient } from '../support/tdlib-client.ts'

let desk: TeamDesk
let client: TestClient

beforeAll(async () => {
  desk = await TeamDesk.start()
  const { mtprotoPort: port, publicKeyPem } = desk.datacenter
  client = await openTestClient({ port, publicKeyPem })
  await client.logIn(phones.ivan, '11111')
  await client.invoke({ _: 'loadChats', chat_list: { _: 'chatListMain' }, limit: 100 })
})
afterAll(async () => {
  await client.dispose()
  await desk.dispose()
})

function createPages(td: TdClient, tails: Tails, isMissing: () => boolean): PageReader {
  return new PageReader({
    client: () => td,
    tails,
    people: new People(),
    gone: new GoneMessages(),
    findLastMessage: () => undefined,
    findKind: () => 'supergroup',
    onPredecessor: () => undefined,
    isMissing,
    onMessage: () => undefined,
  })
}

test('Telegram is asked no more than the chat needs', async () => {
  for (const text of ['One', 'Two', 'Three']) await desk.write('maria', chatIds.north, text)
  const asked: string[] = []
  const td = createGatedClient(client, async (method) => {
    asked.push(method)
  })
  const read = async (isMissing: (tails: Tails) => boolean): Promise<number> => {
    asked.length = 0
    const tails = new Tails({ onChange: () => undefined })
    const result = await createPages(td, tails, () => isMissing(tails)).readPage(chatIds.north, 100)
    expect(result).toMatchObject({ ok: true })
    return tails.find(chatIds.north)?.tail.facts.length ?? 0
  }
  // TDLib may give the newest message alone from what it has stored.
  expect(await read((tails) => (tails.find(chatIds.north)?.tail.facts.length ?? 0) < 2)).toBeGreaterThan(1)
  expect(asked).not.toContain('getSupergroupFullInfo')
  const count = asked.length
  // What is missing to the end is read to the end, and looked for before it.
  expect(await read((tails) => tails.find(chatIds.north)?.tail.reachesStart !== true)).toBeGreaterThan(1)
  expect(asked).toContain('getSupergroupFullInfo')
  expect(asked.length).toBeGreaterThan(count)
})

test('what is deleted between two answers of one page is deleted in the tail', async () => {
  const chatId = chatIds.north
  const number = await desk.write('maria', chatId, 'Never said')
  const messageId = number * 2 ** 20
  await client.waitForUpdate('updateNewMessage', ({ message }) => message.id === messageId)
  const tails = new Tails({ onChange: () => undefined })
  let isDeleted = false
  const td = createGatedClient(client, async (method, answer) => {
    if (method !== 'getChatHistory' || isDeleted) return
    isDeleted = (answer as Td.messages).messages.some((message) => message?.id === messageId)
    if (!isDeleted) return
    await desk.datacenter.call('DELETE', '/messages', { chat: chatId, numbers: [number] })
    const { message_ids: ids } = await client.waitForUpdate(
      'updateDeleteMessages',
      ({ from_cache: isForgotten, message_ids }) => !isForgotten && message_ids.includes(messageId),
    )
    tails.delete(chatId, ids)
  })
  const pages = createPages(td, tails, () => true)
  expect(await pages.readPage(chatId, 20)).toMatchObject({ ok: true })
  expect(isDeleted).toBe(true)
  const facts = tails.find(chatId)?.tail.facts ?? []
  expect(facts.length).toBeGreaterThan(1)
  expect(facts.filter((fact) => fact.isDeleted !== true).map(({ id }) => id)).not.toContain(messageId)
})
