import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestClient } from '../support/tdlib-client.ts'
import { startDatacenter } from './start-datacenter.ts'
import type { Datacenter } from './start-datacenter.ts'
import {
  familyId,
  loadChats,
  newsId,
  readHistory,
  readText,
  sendText,
  supportId,
  TestClients,
  waitForMessage,
} from './test-clients.ts'
import { addMembers, createChat, removeMember } from './world/members.ts'
import { anna, boris, clara, createSmallSeed, familyChat, supportChat } from './world/small-seed.ts'
import type { SeedMedia } from './world/seed.ts'

const clients = new TestClients()
let datacenter: Datacenter

beforeEach(async () => {
  datacenter = await startDatacenter({ seed: createSmallSeed(Math.floor(Date.now() / 1000) - 3600) })
})

afterEach(async () => {
  await clients.dispose()
  await datacenter.close()
})

const openAnna = (): Promise<TestClient> => clients.openLoaded(datacenter, '79990000101', '11111')

describe('two sessions of one account', () => {
  test('see what the other one writes, reads, drafts, pins, mutes and archives', async () => {
    const desk = await openAnna()
    const phone = await openAnna()
    await loadChats(phone, 'chatListArchive')
    await sendText(desk, supportId, 'from my desk')
    expect((await waitForMessage(phone, 'from my desk')).message.is_outgoing).toBe(true)

    const [last] = await readHistory(desk, supportId)
    await desk.invoke({
      _: 'viewMessages',
      chat_id: supportId,
      message_ids: [last!.id],
      source: { _: 'messageSourceChatHistory' },
      force_read: true,
    })
    await phone.waitForUpdate(
      'updateChatReadInbox',
      (update) => update.chat_id === supportId && update.unread_count === 0,
    )

    const input_message_text = {
      _: 'inputMessageText',
      text: { _: 'formattedText', text: 'half a thought' },
    } as const
    await desk.invoke({ _: 'openChat', chat_id: newsId })
    await desk.invoke({
      _: 'setChatDraftMessage',
      chat_id: newsId,
      draft_message: { _: 'draftMessage', input_message_text },
    })
    await desk.invoke({ _: 'closeChat', chat_id: newsId })
    await phone.waitForUpdate(
      'updateChatDraftMessage',
      (update) => update.chat_id === newsId && update.draft_message !== undefined,
    )

    await desk.invoke({
      _: 'toggleChatIsPinned',
      chat_list: { _: 'chatListMain' },
      chat_id: newsId,
      is_pinned: true,
    })
    await phone.waitForUpdate(
      'updateChatPosition',
      ({ chat_id, position }) => chat_id === newsId && position.is_pinned,
    )

    await desk.invoke({
      _: 'setChatNotificationSettings',
      chat_id: newsId,
      notification_settings: {
        _: 'chatNotificationSettings',
        use_default_mute_for: false,
        mute_for: 100_000_000,
      },
    })
    await phone.waitForUpdate(
      'updateChatNotificationSettings',
      (update) => update.chat_id === newsId && update.notification_settings.mute_for > 0,
    )

    await desk.invoke({ _: 'addChatToList', chat_id: newsId, chat_list: { _: 'chatListArchive' } })
    await phone.waitForUpdate(
      'updateChatPosition',
      ({ chat_id, position }) =>
        chat_id === newsId && position.list._ === 'chatListArchive' && position.order !== '0',
    )
    expect(await loadChats(phone, 'chatListArchive')).toContain(newsId)
    expect(datacenter.server.log.unserved()).toEqual({})
  })

  test('a session that was away learns of drafts, read marks, new chats and lost ones', async () => {
    const desk = await openAnna()
    const phone = await openAnna()
    await phone.close()
    await desk.invoke({ _: 'openChat', chat_id: familyId })
    const input_message_text = {
      _: 'inputMessageText',
      text: { _: 'formattedText', text: 'half a thought' },
    } as const
    await desk.invoke({
      _: 'setChatDraftMessage',
      chat_id: supportId,
      draft_message: { _: 'draftMessage', input_message_text },
    })
    await desk.invoke({
      _: 'toggleChatIsPinned',
      chat_list: { _: 'chatListMain' },
      chat_id: newsId,
      is_pinned: true,
    })
    const { world, actions } = datacenter
    actions.readChat(supportChat, anna)
    const fresh = createChat(world, 'supergroup', 'Brand new', boris, [])
    addMembers(world, fresh, [anna], boris)
    actions.sendMessage({ chatId: fresh.id, fromId: boris, text: 'welcome, Anna' })
    removeMember(world, world.chat(familyChat), anna, anna)
    const again = await clients.open(datacenter, '79990000101', '11111', phone.folder)
    const ids = await again
      .waitFor(
        () =>
          again.updates.some((update) => update._ === 'updateNewChat' && update.chat.title === 'Brand new')
            ? true
            : undefined,
        () => 'the new chat',
      )
      .then(() => loadChats(again))
    expect(ids).toContain(-1_000_000_000_000 - fresh.id)
    await again.waitForUpdate(
      'updateChatReadInbox',
      (update) => update.chat_id === supportId && update.unread_count === 0,
    )
    await again.waitForUpdate(
      'updateChatDraftMessage',
      (update) => update.chat_id === supportId && update.draft_message !== undefined,
    )
    await again.waitForUpdate(
      'updateChatPosition',
      ({ chat_id, position }) => chat_id === newsId && position.is_pinned,
    )
    const family = await again.invoke({ _: 'getBasicGroup', basic_group_id: familyChat })
    expect(family.status._).toBe('chatMemberStatusLeft')
  })
})

test('saved messages and a first private message to a customer', async () => {
  const client = await openAnna()
  for (const userId of [anna, clara]) {
    const chat = await client.invoke({ _: 'createPrivateChat', user_id: userId })
    await sendText(client, chat.id, `to ${userId}`)
    await client.waitForUpdate('updateMessageSendSucceeded', ({ message }) => message.chat_id === userId)
  }
  expect(await loadChats(client)).toEqual(expect.arrayContaining([anna, clara]))
  datacenter.actions.sendMessage({
    chatId: datacenter.world.openPrivateChat(clara, anna).id,
    fromId: clara,
    text: 'thank you',
  })
  expect((await waitForMessage(client, 'thank you')).message.chat_id).toBe(clara)
})

test('forwarding, pinning, searching, members and links', async () => {
  const client = await openAnna()
  const [newest] = await readHistory(client, supportId)
  for (const send_copy of [false, true]) {
    await client.invoke({
      _: 'forwardMessages',
      chat_id: boris,
      from_chat_id: supportId,
      message_ids: [newest!.id],
      send_copy,
      remove_caption: false,
    })
    const { message } = await client.waitForUpdate(
      'updateMessageSendSucceeded',
      (update) =>
        update.message.chat_id === boris && (update.message.forward_info === undefined) === send_copy,
    )
    expect(readText(message)).toBe('@anna_duty are you there?')
    if (!send_copy) expect(message.forward_info?.origin).toMatchObject({ sender_user_id: clara })
  }
  await client.invoke({
    _: 'pinChatMessage',
    chat_id: supportId,
    message_id: newest!.id,
    disable_notification: true,
    only_for_self: false,
  })
  await client.waitForUpdate(
    'updateMessageIsPinned',
    (update) => update.message_id === newest!.id && update.is_pinned,
  )
  expect((await client.invoke({ _: 'getChatPinnedMessage', chat_id: supportId })).id).toBe(newest!.id)
  const found = await client.invoke({
    _: 'searchChatMessages',
    chat_id: supportId,
    query: 'SITE is',
    from_message_id: 0,
    offset: 0,
    limit: 10,
  })
  expect(found.messages.map(readText)).toEqual(['The site is down, see https://example.org/status'])
  const everywhere = await client.invoke({ _: 'searchMessages', query: 'lunch', offset: '', limit: 10 })
  expect(everywhere.messages.map(readText)).toEqual(['Lunch?'])
  const { members } = await client.invoke({
    _: 'getSupergroupMembers',
    supergroup_id: supportChat,
    offset: 0,
    limit: 10,
  })
  expect(members.map((member) => member.status._)).toEqual([
    'chatMemberStatusCreator',
    'chatMemberStatusAdministrator',
    'chatMemberStatusMember',
    'chatMemberStatusMember',
  ])
  const { link } = await client.invoke({ _: 'getMessageLink', chat_id: supportId, message_id: newest!.id })
  expect(link).toBe(`https://t.me/c/${supportChat}/3`)
  const { messages } = await client.invoke({
    _: 'getChatHistory',
    chat_id: supportId,
    from_message_id: newest!.id,
    offset: -2,
    limit: 3,
  })
  expect(messages.map((message) => message?.content._)).toEqual([
    'messagePinMessage',
    'messageText',
    'messageText',
  ])
  expect(datacenter.server.log.unserved()).toEqual({})
})

test('who is removed loses the chat, who comes back finds it', async () => {
  const client = await openAnna()
  const { world } = datacenter
  const support = world.chat(supportChat)
  removeMember(world, support, anna, boris)
  await client.waitForUpdate(
    'updateSupergroup',
    ({ supergroup }) => supergroup.id === supportChat && supergroup.status._ === 'chatMemberStatusBanned',
  )
  await expect(sendText(client, supportId, 'let me in')).rejects.toThrow()
  addMembers(world, support, [anna], boris)
  datacenter.actions.sendMessage({ chatId: supportChat, fromId: clara, text: 'you are back' })
  await waitForMessage(client, 'you are back')
})

describe('what a message can hold', () => {
  test.each<[SeedMedia, string]>([
    [{ kind: 'photo' }, 'messagePhoto'],
    [{ kind: 'document', fileName: 'error.log', mimeType: 'text/plain', sizeBytes: 2048 }, 'messageDocument'],
    [{ kind: 'video', durationSeconds: 12 }, 'messageVideo'],
    [{ kind: 'audio', durationSeconds: 200, title: 'Song', performer: 'Band' }, 'messageAudio'],
    [{ kind: 'voice', durationSeconds: 7 }, 'messageVoiceNote'],
    [{ kind: 'sticker', emoji: '👍' }, 'messageSticker'],
    [{ kind: 'contact', phone: '79990000000', firstName: 'Petr' }, 'messageContact'],
    [{ kind: 'location', latitude: 55.75, longitude: 37.62 }, 'messageLocation'],
    [{ kind: 'poll', question: 'When?', options: ['today', 'tomorrow'] }, 'messagePoll'],
    [{ kind: 'dice', emoji: '🎲', value: 5 }, 'messageDice'],
  ])('%j arrives as %s', async (media, content) => {
    const client = await openAnna()
    datacenter.actions.sendMessage({ chatId: supportChat, fromId: clara, text: '', media })
    const update = await client.waitForUpdate(
      'updateNewMessage',
      ({ message }) => message.sender_id._ === 'messageSenderUser' && message.sender_id.user_id === clara,
    )
    expect(update.message.content._).toBe(content)
  })

  test('an anonymous administrator writes as the group', async () => {
    const client = await openAnna()
    const member = datacenter.world.chat(supportChat).members.get(boris)
    member!.isAnonymous = true
    datacenter.actions.sendMessage({ chatId: supportChat, fromId: boris, text: 'the management' })
    const { message } = await waitForMessage(client, 'the management')
    expect(message.sender_id).toEqual({ _: 'messageSenderChat', chat_id: supportId })
  })
})

test('a QR login is accepted through the control API', async () => {
  const { openTestClient } = await import('../support/tdlib-client.ts')
  const { mtprotoPort: port, publicKeyPem, controlPort } = datacenter.info
  const client = await openTestClient({ port, publicKeyPem })
  await client.waitForState('authorizationStateWaitPhoneNumber')
  await client.invoke({ _: 'requestQrCodeAuthentication', other_user_ids: [] })
  const state = await client.waitForState('authorizationStateWaitOtherDeviceConfirmation')
  const token = state._ === 'authorizationStateWaitOtherDeviceConfirmation' ? state.link : ''
  const response = await fetch(`http://127.0.0.1:${controlPort}/login-token`, {
    method: 'POST',
    body: JSON.stringify({ token, user: anna }),
  })
  expect(response.status).toBe(200)
  await client.waitForState('authorizationStateReady')
  expect((await client.invoke({ _: 'getMe' })).id).toBe(anna)
  await client.dispose()
})
