import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type * as Td from 'tdlib-types'
import type { TestClient } from '../support/tdlib-client.ts'
import { startDatacenter } from './start-datacenter.ts'
import type { Datacenter } from './start-datacenter.ts'
import {
  familyId,
  loadChats,
  messageShift,
  newsId,
  readHistory,
  readText,
  sendText,
  slowId,
  supportId,
  TestClients,
  waitForMessage,
} from './test-clients.ts'
import {
  anna,
  boris,
  clara,
  createSmallSeed,
  familyChat,
  privateChat,
  slowChat,
  supportChat,
} from './world/small-seed.ts'

const clients = new TestClients()
let datacenter: Datacenter

beforeEach(async () => {
  const seed = createSmallSeed(Math.floor(Date.now() / 1000) - 3600)
  datacenter = await startDatacenter({ seed, channelLogSize: 10 })
})

afterEach(async () => {
  await clients.dispose()
  await datacenter.close()
})

const openAnna = (): Promise<TestClient> => clients.openLoaded(datacenter, '79990000101', '11111')
const openBoris = (): Promise<TestClient> => clients.openLoaded(datacenter, '79990000102', '22222')

describe('a small world through real TDLib', () => {
  test('shows every kind of chat with its place, counters, draft and folder', async () => {
    const client = await openAnna()
    expect(await loadChats(client)).toEqual([supportId, newsId, boris, slowId])
    expect(await loadChats(client, 'chatListArchive')).toEqual([familyId])
    const support = await client.invoke({ _: 'getChat', chat_id: supportId })
    expect(support).toMatchObject({ title: 'Support of Clara', unread_count: 2, unread_mention_count: 1 })
    expect(support.last_read_inbox_message_id).toBe(messageShift)
    expect(support.positions.find(({ list }) => list._ === 'chatListMain')?.is_pinned).toBe(true)
    const folder = await client.waitForUpdate(
      'updateChatFolders',
      ({ chat_folders }) => chat_folders.length === 1,
    )
    expect(folder.chat_folders[0]?.name.text.text).toBe('Customers')
    expect((await client.invoke({ _: 'getContacts' })).user_ids).toEqual([boris])
    const other = await openBoris()
    const seenByBoris = await other.invoke({ _: 'getChat', chat_id: supportId })
    expect(seenByBoris).toMatchObject({
      unread_count: 0,
      draft_message: { input_message_text: { text: { text: 'I will look' } } },
    })
    expect(datacenter.server.log.unserved()).toEqual({})
  })

  test('two clients talk in a supergroup, a basic group and a private chat', async () => {
    const [a, b] = await Promise.all([openAnna(), openBoris()])
    for (const [toBoris, toAnna] of [
      [supportId, supportId],
      [familyId, familyId],
      [boris, anna],
    ] as const) {
      await sendText(a, toBoris, `question ${toBoris}`)
      const { message } = await waitForMessage(b, `question ${toBoris}`)
      expect(message).toMatchObject({ chat_id: toAnna, is_outgoing: false, sender_id: { user_id: anna } })
      await sendText(b, toAnna, `answer ${toBoris}`, message.id)
      const answer = await waitForMessage(a, `answer ${toBoris}`)
      const [question] = (await readHistory(a, toBoris)).filter(
        (one) => readText(one) === `question ${toBoris}`,
      )
      expect(answer.message.reply_to).toMatchObject({ _: 'messageReplyToMessage', message_id: question?.id })
    }
    expect(a.updates.filter((update) => update._ === 'updateMessageSendSucceeded')).toHaveLength(3)
    expect(a.updates.filter((update) => update._ === 'updateMessageSendFailed')).toHaveLength(0)
  })

  test('edits and deletes reach the others', async () => {
    const [a, b] = await Promise.all([openAnna(), openBoris()])
    for (const chatId of [supportId, familyId]) {
      await sendText(a, chatId, 'wrogn')
      const { message } = await a.waitForUpdate(
        'updateMessageSendSucceeded',
        (update) => update.message.chat_id === chatId,
      )
      const received = await b.waitForUpdate(
        'updateNewMessage',
        (update) => update.message.chat_id === chatId,
      )
      await a.invoke({
        _: 'editMessageText',
        chat_id: chatId,
        message_id: message.id,
        input_message_content: {
          _: 'inputMessageText',
          text: { _: 'formattedText', text: 'right', entities: [] },
        },
      })
      await b.waitForUpdate(
        'updateMessageContent',
        ({ message_id, new_content }) =>
          message_id === received.message.id &&
          new_content._ === 'messageText' &&
          new_content.text.text === 'right',
      )
      await a.invoke({ _: 'deleteMessages', chat_id: chatId, message_ids: [message.id], revoke: true })
      await b.waitForUpdate(
        'updateDeleteMessages',
        ({ message_ids, is_permanent }) => is_permanent && message_ids.includes(received.message.id),
      )
      expect((await readHistory(b, chatId)).map(readText)).not.toContain('right')
    }
  })

  test('read marks go both ways', async () => {
    const [a, b] = await Promise.all([openAnna(), openBoris()])
    for (const [toBoris, toAnna] of [
      [supportId, supportId],
      [boris, anna],
    ] as const) {
      await sendText(a, toBoris, `read me ${toBoris}`)
      const sent = await a.waitForUpdate(
        'updateMessageSendSucceeded',
        (update) => update.message.chat_id === toBoris,
      )
      const { message } = await waitForMessage(b, `read me ${toBoris}`)
      await b.waitForUpdate(
        'updateChatReadInbox',
        (update) => update.chat_id === toAnna && update.unread_count > 0,
      )
      await b.invoke({
        _: 'viewMessages',
        chat_id: toAnna,
        message_ids: [message.id],
        source: { _: 'messageSourceChatHistory' },
        force_read: true,
      })
      await b.waitForUpdate(
        'updateChatReadInbox',
        (update) => update.chat_id === toAnna && update.unread_count === 0,
      )
      await a.waitForUpdate(
        'updateChatReadOutbox',
        (update) => update.chat_id === toBoris && update.last_read_outbox_message_id === sent.message.id,
      )
    }
    const view = datacenter.world.chat(supportChat).views.get(boris)
    await b.waitFor(
      () => (view?.readInbox === datacenter.world.chat(supportChat).messages.length ? true : undefined),
      () => 'the read mark',
    )
  })

  test('typing, presence, joining, leaving and a new title are shown', async () => {
    const a = await openAnna()
    await a.invoke({ _: 'openChat', chat_id: supportId })
    datacenter.actions.setTyping(supportChat, clara, true)
    const typing = await a.waitForUpdate('updateChatAction', (update) => update.chat_id === supportId)
    expect(typing).toMatchObject({ action: { _: 'chatActionTyping' }, sender_id: { user_id: clara } })
    datacenter.actions.setOnline(clara, true)
    await a.waitForUpdate(
      'updateUserStatus',
      ({ user_id, status }) => user_id === clara && status._ === 'userStatusOnline',
    )
    const call = (path: string, body: object): Promise<Response> =>
      fetch(`http://127.0.0.1:${datacenter.info.controlPort}${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
      })
    await call('/leave', { chat: supportId, user: clara })
    await a.waitForUpdate(
      'updateNewMessage',
      ({ message }) => message.content._ === 'messageChatDeleteMember',
    )
    await call('/join', { chat: supportId, user: clara })
    await a.waitForUpdate('updateNewMessage', ({ message }) => message.content._ === 'messageChatAddMembers')
    await call('/title', { chat: supportId, user: anna, title: 'Renamed' })
    await a.waitForUpdate('updateChatTitle', ({ title }) => title === 'Renamed')
  })

  test('a basic group becomes a supergroup', async () => {
    const a = await openAnna()
    const chat = await a.invoke({ _: 'upgradeBasicGroupChatToSupergroupChat', chat_id: familyId })
    expect(chat).toMatchObject({ title: 'Small group', type: { _: 'chatTypeSupergroup', is_channel: false } })
    expect(datacenter.world.chat(familyChat).migratedTo).toBe(-chat.id - 1_000_000_000_000)
    await sendText(a, chat.id, 'in the new place')
    await a.waitForUpdate('updateMessageSendSucceeded')
  })

  test('a client creates a supergroup and brings somebody in', async () => {
    const [a, b] = await Promise.all([openAnna(), openBoris()])
    const chat = await a.invoke({
      _: 'createNewSupergroupChat',
      title: 'Team log',
      is_forum: false,
      is_channel: false,
      description: 'Events',
      message_auto_delete_time: 0,
      for_import: false,
    })
    await a.invoke({ _: 'addChatMembers', chat_id: chat.id, user_ids: [boris] })
    await b.waitForUpdate('updateNewChat', (update) => update.chat.title === 'Team log')
    await sendText(a, chat.id, 'welcome')
    await waitForMessage(b, 'welcome')
  })
})

describe('what Telegram refuses', () => {
  test('too much text, writing where one may not, and too soon', async () => {
    const [a, b] = await Promise.all([openAnna(), openBoris()])
    await sendText(a, supportId, 'x'.repeat(5000))
    const failed = await a.waitForUpdate('updateMessageSendFailed')
    expect(failed.error.message).toMatch(/too long/iu)
    await expect(sendText(b, newsId, 'not mine')).rejects.toThrow(/administrator|rights|write/iu)
    await sendText(b, slowId, 'first')
    await b.waitForUpdate('updateMessageSendSucceeded', ({ message }) => message.chat_id === slowId)
    expect(() => datacenter.actions.sendMessage({ chatId: slowChat, fromId: boris, text: 'second' })).toThrow(
      /SLOWMODE_WAIT_\d+/u,
    )
    expect(() => datacenter.actions.sendMessage({ chatId: slowChat, fromId: clara, text: 'no' })).toThrow(
      'CHAT_WRITE_FORBIDDEN',
    )
  })

  test('a flood wait is waited out and the message arrives once', async () => {
    const a = await openAnna()
    datacenter.server.faults.floodWait('messages.sendMessage', 2, Date.now())
    await sendText(a, supportId, 'patient')
    await a.waitForUpdate('updateMessageSendSucceeded')
    expect(
      datacenter.world.chat(supportChat).messages.filter((message) => message?.text === 'patient'),
    ).toHaveLength(1)
    expect(datacenter.server.log.countOf('messages.sendMessage')).toBeGreaterThan(1)
  })
})

describe('gaps and absences', () => {
  function say(count: number, prefix: string): void {
    for (let index = 1; index <= count; index += 1) {
      datacenter.actions.sendMessage({ chatId: supportChat, fromId: clara, text: `${prefix} ${index}` })
    }
  }

  test.each([
    ['a few messages', 5],
    ['more than the log keeps', 60],
  ])('%s sent while the connection is down are all there afterwards', async (_name, count) => {
    const a = await openAnna()
    await datacenter.server.stop()
    say(count, 'missed')
    datacenter.actions.sendMessage({ chatId: privateChat, fromId: boris, text: 'missed in private' })
    await datacenter.server.start()
    await waitForMessage(a, 'missed in private')
    await a.waitFor(
      () =>
        a.updates.find(
          (update) =>
            update._ === 'updateChatLastMessage' && readText(update.last_message) === `missed ${count}`,
        ),
      () => 'the last missed message',
    )
    const texts = (await readHistory(a, supportId)).map(readText)
    for (let index = 1; index <= count; index += 1) expect(texts).toContain(`missed ${index}`)
    expect((await a.invoke({ _: 'getChat', chat_id: supportId })).unread_count).toBe(2 + count)
  })

  test('a client that was closed finds what happened meanwhile', async () => {
    const first = await openAnna()
    await first.close()
    say(3, 'while away')
    datacenter.actions.editMessage(supportChat, 2, 'The site is up again')
    datacenter.actions.deleteMessages(supportChat, [3])
    datacenter.actions.sendMessage({ chatId: familyChat, fromId: clara, text: 'Dinner?' })
    const second = await clients.open(datacenter, '79990000101', '11111', first.folder)
    await waitForMessage(second, 'Dinner?')
    await second.waitFor(
      () =>
        second.updates.find(
          (update) =>
            update._ === 'updateChatLastMessage' && readText(update.last_message) === 'while away 3',
        ),
      () => 'the last message',
    )
    const texts = (await readHistory(second, supportId)).map(readText)
    expect(texts).toEqual(['while away 3', 'while away 2', 'while away 1', 'The site is up again', undefined])
  })

  test('a message sent through a dropped connection arrives exactly once', async () => {
    const a = await openAnna()
    for (let index = 0; index < 2; index += 1) {
      datacenter.server.stall(true)
      await sendText(a, supportId, `once ${index}`)
      datacenter.server.dropConnections()
      datacenter.server.stall(false)
      await a.waitForUpdate(
        'updateMessageSendSucceeded',
        ({ message }) => readText(message) === `once ${index}`,
      )
    }
    const texts = datacenter.world.chat(supportChat).messages.map((message) => message?.text)
    for (let index = 0; index < 2; index += 1)
      expect(texts.filter((text) => text === `once ${index}`)).toHaveLength(1)
    const seen = (await readHistory(a, supportId)).map(readText).filter((text) => text?.startsWith('once'))
    expect(seen).toEqual(['once 1', 'once 0'])
  })
})

describe('a large account', () => {
  let large: Datacenter

  beforeAll(async () => {
    large = await startDatacenter({ scenario: 'large:2000x10' })
  })

  afterAll(async () => {
    await large.close()
  })

  test('lists all of 2,000 chats and keeps up with 5,000 messages', async () => {
    const client = await clients.open(large, '79000000001', '11111')
    expect(await loadChats(client)).toHaveLength(2000)
    const response = await fetch(`http://127.0.0.1:${large.info.controlPort}/messages/bulk`, {
      method: 'POST',
      body: JSON.stringify({ count: 5000, text: 'Burst' }),
    })
    expect(await response.json()).toMatchObject({ state: 'finished', sent: 5000 })
    const isBurst = (update: Td.Update): boolean =>
      update._ === 'updateNewMessage' && readText(update.message)?.startsWith('Burst ') === true
    let next = 0
    let count = 0
    await client.waitFor(
      () => {
        for (; next < client.updates.length; next += 1)
          if (isBurst(client.updates[next] as Td.Update)) count += 1
        return count >= 5000 ? true : undefined
      },
      () => `5000 messages, ${count} so far`,
    )
    expect(count).toBe(5000)
    expect(large.server.log.unserved()).toEqual({})
  })
})
