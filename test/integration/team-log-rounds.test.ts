import { pino } from 'pino'
import type * as Td from 'tdlib-types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TeamLogBook } from '#core/team/log/log-book.ts'
import { TeamLogReader } from '#core/team/log/log-reader.ts'
import { openStore } from '#core/store/open-store.ts'
import { SystemClock } from '#core/system-clock.ts'
import { People } from '#core/telegram/people.ts'
import { translateUpdate } from '#core/telegram/translate-update.ts'
import { createGatedClient } from '../support/gated-client.ts'
import { openRequests } from '../support/open-requests.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { TeamDesk } from '../support/team-desk.ts'
import { chatIds, phones, userIds } from '../support/team-people.ts'
import { openTestClient, type TestClient } from '../support/tdlib-client.ts'

let desk: TeamDesk
let client: TestClient

beforeAll(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
  const { mtprotoPort: port, publicKeyPem } = desk.datacenter
  client = await openTestClient({ port, publicKeyPem })
  await client.logIn(phones.ivan, '11111')
  await client.invoke({ _: 'loadChats', chat_list: { _: 'chatListMain' }, limit: 100 })
})
afterAll(async () => {
  await client.dispose()
  await desk.dispose()
})

const clock = new SystemClock()
const log = pino({ level: 'silent' })

function openBook(): TeamLogBook {
  const opened = openStore({ folder: createTemporaryFolder(), clock, log, build: 'test' })
  if (!opened.ok) throw new Error(opened.error.message)
  const standing = { ownerId: userIds.lena, isPrivileged: (id: number) => id === userIds.lena }
  const { store } = opened.value
  const book = new TeamLogBook({ store, channelId: chatIds.teamLog, standing, onUpdate: () => undefined })
  book.restore()
  return book
}

/** A reader of the log whose TDLib is asked, and told of, only here; `onHistory` runs after each page, before the reader has it. */
function openReader(
  book: TeamLogBook,
  onHistory: (reader: TeamLogReader, page: Td.messages) => Promise<void> = async () => undefined,
): TeamLogReader {
  const td = createGatedClient(client, async (method, answer) => {
    if (method === 'getChatHistory') await onHistory(reader, answer as Td.messages)
  })
  const reader = new TeamLogReader({
    client: () => td,
    requests: openRequests(clock, { client: () => td }).requests,
    clock,
    log,
    people: new People(),
    book,
    channelId: chatIds.teamLog,
    canRead: () => true,
    isStandingKnown: () => true,
    onChannelLost: () => undefined,
    onChange: () => undefined,
    onMismatch: () => undefined,
  })
  return reader
}

function tell(reader: TeamLogReader, update: Td.Update): void {
  const event = translateUpdate(update)
  if (event === undefined) throw new Error(`nobody is told of ${update._}`)
  reader.follow(event)
}

async function readAll(book: TeamLogBook, reader: TeamLogReader): Promise<void> {
  reader.pump()
  await expect.poll(() => reader.isCurrent && book.history.isWhole, { timeout: 30_000 }).toBe(true)
  reader.close()
}

test('what is deleted or edited between two answers of one page does not count', async () => {
  const book = openBook()
  await readAll(book, openReader(book))
  const deleted = await desk.post('maria', { type: 'duty', on: true })
  const edited = await desk.post('lena', { type: 'settings', duty_sees_all: false })
  const left = await desk.post('alexey', { type: 'duty', on: true })
  // More than one answer has room for, and more than is compared with the server's afterwards.
  await desk.datacenter.call('POST', '/messages/bulk', {
    count: 250,
    chats: [chatIds.teamLog],
    text: 'Lunch?',
  })
  await client.waitForUpdate(
    'updateNewMessage',
    ({ message }) => message.id === left.messageId + 250 * 2 ** 20,
  )

  let answerCount = 0
  const reader = openReader(book, async (at, { messages }) => {
    if (!messages.some((message) => message?.id === deleted.messageId)) return
    answerCount += 1
    if (answerCount > 1) return
    const since = client.updates.length
    const path = `/chats/${chatIds.teamLog}/messages/${edited.number}`
    await desk.datacenter.call('PATCH', path, { text: 'Never mind' })
    await desk.datacenter.call('DELETE', '/messages', { chat: chatIds.teamLog, numbers: [deleted.number] })
    tell(
      at,
      await client.waitForUpdate(
        'updateMessageEdited',
        ({ message_id: id }) => id === edited.messageId,
        since,
      ),
    )
    tell(
      at,
      await client.waitForUpdate(
        'updateDeleteMessages',
        ({ from_cache: isForgotten, message_ids: ids }) => !isForgotten && ids.includes(deleted.messageId),
        since,
      ),
    )
  })
  await readAll(book, reader)
  expect(answerCount).toBe(1)
  expect(book.find(deleted.messageId)).toBeUndefined()
  await expect.poll(() => book.find(edited.messageId)).toBeUndefined()
  expect([...book.history.state.duty].filter(([, { isOn }]) => isOn).map(([id]) => id)).toEqual([
    userIds.alexey,
  ])
})
