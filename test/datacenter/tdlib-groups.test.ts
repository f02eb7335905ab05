import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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
  newsChannel,
  supportChat,
} from './world/small-seed.ts'

const clients = new TestClients()
let datacenter: Datacenter

beforeEach(async () => {
  datacenter = await startDatacenter({ seed: createSmallSeed(Math.floor(Date.now() / 1000) - 3600) })
})

afterEach(async () => {
  await clients.dispose()
  await datacenter.close()
})

const openAnna = (folder?: string): Promise<TestClient> =>
  clients.open(datacenter, '79990000101', '11111', folder)
const openLoaded = (): Promise<TestClient> => clients.openLoaded(datacenter, '79990000101', '11111')

async function control(path: string, body: object, method = 'POST'): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${datacenter.info.controlPort}${path}`, {
    method,
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json()
  expect(answer).not.toHaveProperty('code')
  return answer
}

function say(chatId: number, text: string, fromId = clara): number {
  return datacenter.actions.sendMessage({ chatId, fromId, text }).number
}

describe('in whose name', () => {
  test('an administrator writes as the group, and a person as a channel of theirs', async () => {
    const client = await openLoaded()
    await control('/messages', { chat: supportChat, from: boris, text: 'the management', as: 'group' })
    const { message } = await waitForMessage(client, 'the management')
    expect(message).toMatchObject({ sender_id: { chat_id: supportId }, is_outgoing: false })
    await control('/messages', { chat: supportChat, from: anna, text: 'the news', as: newsChannel })
    expect((await waitForMessage(client, 'the news')).message.sender_id).toEqual({
      _: 'messageSenderChat',
      chat_id: newsId,
    })
  })

  test('a client whose member is anonymous writes as the group, and knows it as its own', async () => {
    const client = await openLoaded()
    await control('/role', { chat: supportChat, user: boris, role: 'administrator', isAnonymous: true })
    const other = await clients.openLoaded(datacenter, '79990000102', '22222')
    await other.invoke({
      _: 'sendMessage',
      chat_id: supportId,
      input_message_content: {
        _: 'inputMessageText',
        text: { _: 'formattedText', text: 'from nobody', entities: [] },
      },
    })
    expect((await waitForMessage(client, 'from nobody')).message.sender_id).toMatchObject({
      chat_id: supportId,
    })
    const sent = await other.waitForUpdate(
      'updateMessageSendSucceeded',
      ({ message }) => readText(message) === 'from nobody',
    )
    expect(sent.message).toMatchObject({ is_outgoing: true, sender_id: { chat_id: supportId } })
  })

  test('a post of a channel appears in its discussion group in the name of the channel', async () => {
    await control('/link', { channel: newsChannel, group: supportChat })
    const client = await openLoaded()
    say(newsChannel, 'works at night', anna)
    const { message } = await client.waitForUpdate(
      'updateNewMessage',
      (update) => update.message.chat_id === supportId && readText(update.message) === 'works at night',
    )
    expect(message).toMatchObject({
      is_outgoing: false,
      sender_id: { _: 'messageSenderChat', chat_id: newsId },
      forward_info: { origin: { _: 'messageOriginChannel', chat_id: newsId } },
    })
    const full = await client.invoke({ _: 'getSupergroupFullInfo', supergroup_id: supportChat })
    expect(full.linked_chat_id).toBe(newsId)
  })
})

test('forwards say where they come from: a person, a group, a channel', async () => {
  const client = await openLoaded()
  const fromPerson = say(supportChat, 'by Clara')
  await control('/messages', { chat: supportChat, from: boris, text: 'by the group', as: 'group' })
  const post = say(newsChannel, 'by the channel', anna)
  await control('/forward', {
    from: boris,
    chat: supportChat,
    messages: [fromPerson, fromPerson + 1],
    to: familyChat,
  })
  await control('/forward', { from: boris, chat: newsChannel, messages: [post], to: anna })
  const origins = await Promise.all(
    [
      ['by Clara', familyId],
      ['by the group', familyId],
      ['by the channel', boris],
    ].map(async ([text, chatId]) => {
      const { message } = await client.waitForUpdate(
        'updateNewMessage',
        (update) => update.message.chat_id === chatId && readText(update.message) === text,
      )
      expect(message.sender_id).toMatchObject({ user_id: boris })
      return message.forward_info?.origin
    }),
  )
  expect(origins).toMatchObject([
    { _: 'messageOriginUser', sender_user_id: clara },
    { _: 'messageOriginChat', sender_chat_id: supportId },
    { _: 'messageOriginChannel', chat_id: newsId, message_id: post * messageShift },
  ])
})

describe('what others delete', () => {
  test.each([
    ['supergroup', supportChat, supportId],
    ['basic group', familyChat, familyId],
  ])('goes from a %s at once, and the one before is the last again', async (_kind, chatId, tdlibId) => {
    const client = await openLoaded()
    await loadChats(client, 'chatListArchive')
    say(chatId, 'stays')
    const number = say(chatId, 'goes')
    const { message } = await waitForMessage(client, 'goes')
    await control('/messages', { chat: chatId, numbers: [number] }, 'DELETE')
    await client.waitForUpdate(
      'updateDeleteMessages',
      (update) => update.is_permanent && update.message_ids.includes(message.id),
    )
    const chat = await client.invoke({ _: 'getChat', chat_id: tdlibId })
    expect(readText(chat.last_message)).toBe('stays')
    expect((await readHistory(client, tdlibId)).map(readText)).not.toContain('goes')
  })

  test.each([
    ['supergroup', supportChat, supportId],
    ['basic group', familyChat, familyId],
  ])('from a %s while a client is away is gone when it comes back', async (_kind, chatId, tdlibId) => {
    const client = await openLoaded()
    await loadChats(client, 'chatListArchive')
    say(chatId, 'stays')
    const known = say(chatId, 'known, and goes')
    await waitForMessage(client, 'known, and goes')
    await readHistory(client, tdlibId)
    await client.close()
    const unknown = say(chatId, 'never seen')
    await control('/messages', { chat: chatId, numbers: [known, unknown] }, 'DELETE')
    const again = await openAnna(client.folder)
    await again.waitForUpdate('updateDeleteMessages', (update) => update.is_permanent)
    // For a moment TDLib has no last message at all.
    await again.waitForUpdate(
      'updateChatLastMessage',
      (update) => update.chat_id === tdlibId && readText(update.last_message) === 'stays',
    )
    const texts = (await readHistory(again, tdlibId)).map(readText)
    expect(texts).toContain('stays')
    expect(texts).not.toContain('known, and goes')
    expect(texts).not.toContain('never seen')
  })
})

describe('a basic group becomes a supergroup', () => {
  async function checkUpgrade(client: TestClient): Promise<void> {
    const { migratedTo } = datacenter.world.chat(familyChat)
    const newId = -1_000_000_000_000 - migratedTo!
    say(migratedTo!, 'after the move')
    await waitForMessage(client, 'after the move')
    const old = await client.invoke({ _: 'getChat', chat_id: familyId })
    expect(old.last_message?.content).toEqual({ _: 'messageChatUpgradeTo', supergroup_id: migratedTo })
    expect(
      (await client.invoke({ _: 'getBasicGroup', basic_group_id: familyChat })).upgraded_to_supergroup_id,
    ).toBe(migratedTo)
    const history = await readHistory(client, newId)
    expect(readText(history[0])).toBe('after the move')
    expect(history.at(-1)?.content).toMatchObject({
      _: 'messageChatUpgradeFrom',
      title: 'Small group',
      basic_group_id: familyChat,
    })
    expect((await readHistory(client, familyId)).map(readText)).toContain('Lunch?')
    const full = await client.invoke({ _: 'getSupergroupFullInfo', supergroup_id: migratedTo! })
    expect(full.upgraded_from_basic_group_id).toBe(familyChat)
    expect(full.upgraded_from_max_message_id).toBeGreaterThan(0)
    const fresh = await client.invoke({ _: 'getChat', chat_id: newId })
    expect(fresh.positions.some(({ list }) => list._ === 'chatListMain')).toBe(true)
    expect(old.positions).toEqual([])
    expect(datacenter.server.log.unserved()).toEqual({})
  }

  test('while a client watches', async () => {
    const client = await openLoaded()
    await loadChats(client, 'chatListArchive')
    await client.invoke({ _: 'addChatToList', chat_id: familyId, chat_list: { _: 'chatListMain' } })
    await client.waitFor(
      () => (datacenter.world.chat(familyChat).views.get(anna)?.folderId === 0 ? true : undefined),
      () => 'the chat in the main list',
    )
    await control('/migrate', { chat: familyChat, user: anna })
    await client.waitForUpdate(
      'updateNewMessage',
      ({ message }) => message.content._ === 'messageChatUpgradeTo',
    )
    await checkUpgrade(client)
  })

  test('while it is away', async () => {
    const client = await openLoaded()
    await loadChats(client, 'chatListArchive')
    await client.invoke({ _: 'addChatToList', chat_id: familyId, chat_list: { _: 'chatListMain' } })
    await client.waitFor(
      () => (datacenter.world.chat(familyChat).views.get(anna)?.folderId === 0 ? true : undefined),
      () => 'the chat in the main list',
    )
    await client.close()
    await control('/migrate', { chat: familyChat, user: anna })
    const again = await openAnna(client.folder)
    await loadChats(again)
    await checkUpgrade(again)
  })
})

test('groups muted as a kind are muted in the other session, and stay in the archive', async () => {
  const [desk, phone] = await Promise.all([openLoaded(), openLoaded()])
  await loadChats(phone, 'chatListArchive')
  await desk.invoke({
    _: 'setScopeNotificationSettings',
    scope: { _: 'notificationSettingsScopeGroupChats' },
    notification_settings: { _: 'scopeNotificationSettings', mute_for: 100_000_000 },
  })
  await phone.waitForUpdate(
    'updateScopeNotificationSettings',
    ({ scope, notification_settings }) =>
      scope._ === 'notificationSettingsScopeGroupChats' && notification_settings.mute_for > 0,
  )
  say(familyChat, 'nobody hears this')
  await waitForMessage(phone, 'nobody hears this')
  expect(datacenter.world.chat(familyChat).views.get(anna)?.folderId).toBe(1)
})

test('an archived chat comes back with a new message, unless it is muted', async () => {
  const client = await openLoaded()
  expect(await loadChats(client, 'chatListArchive')).toEqual([familyId])
  await client.invoke({
    _: 'setChatNotificationSettings',
    chat_id: familyId,
    notification_settings: {
      _: 'chatNotificationSettings',
      use_default_mute_for: false,
      mute_for: 100_000_000,
    },
  })
  await client.waitFor(
    () => datacenter.world.chat(familyChat).views.get(anna)?.mutedUntil,
    () => 'the data centre to know that it is muted',
  )
  say(familyChat, 'nobody hears this')
  await waitForMessage(client, 'nobody hears this')
  await client.invoke({
    _: 'setChatNotificationSettings',
    chat_id: familyId,
    notification_settings: { _: 'chatNotificationSettings', use_default_mute_for: false, mute_for: 0 },
  })
  await client.waitFor(
    () => (datacenter.world.chat(familyChat).views.get(anna)?.mutedUntil === 0 ? true : undefined),
    () => 'the data centre to know that it is heard',
  )
  expect((await client.invoke({ _: 'getChat', chat_id: familyId })).positions).toMatchObject([
    { list: { _: 'chatListArchive' } },
  ])
  say(familyChat, 'back to work')
  await client.waitForUpdate(
    'updateChatPosition',
    ({ chat_id, position }) =>
      chat_id === familyId && position.list._ === 'chatListMain' && position.order !== '0',
  )
})
