import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestClient } from '../support/tdlib-client.ts'
import { startDatacenter } from './start-datacenter.ts'
import type { Datacenter } from './start-datacenter.ts'
import { messageShift, readHistory, readText, supportId, TestClients } from './test-clients.ts'
import { anna, boris, clara, createSmallSeed, familyChat, supportChat } from './world/small-seed.ts'
import { familyId } from './test-clients.ts'

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
const openBoris = (): Promise<TestClient> => clients.openLoaded(datacenter, '79990000102', '22222')

async function control(path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`http://127.0.0.1:${datacenter.info.controlPort}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as Readonly<Record<string, unknown>>
}

/** The people whose reaction a client shows on a message now, by emoji. */
function waitForReactors(
  client: TestClient,
  chatId: number,
  messageId: number,
  wanted: Readonly<Record<string, readonly number[]>>,
): Promise<unknown> {
  const since = 0
  return client.waitForUpdate(
    'updateMessageInteractionInfo',
    ({ chat_id, message_id, interaction_info }) => {
      if (chat_id !== chatId || message_id !== messageId) return false
      const shown = Object.fromEntries(
        (interaction_info?.reactions?.reactions ?? []).map(({ type, recent_sender_ids }) => [
          type._ === 'reactionTypeEmoji' ? type.emoji : type._,
          recent_sender_ids.map((sender) => (sender._ === 'messageSenderUser' ? sender.user_id : 0)),
        ]),
      )
      return JSON.stringify(shown) === JSON.stringify(wanted)
    },
    since,
  )
}

/** TDLib hides the reactions of messages that it got before it knew which ones the chat allows. */
async function openForReactions(client: TestClient, chatId: number): Promise<void> {
  await client.invoke({ _: 'openChat', chat_id: chatId })
  await client.waitForUpdate(
    'updateChatAvailableReactions',
    (update) => update.chat_id === chatId && update.available_reactions._ === 'chatAvailableReactionsAll',
  )
}

describe('reactions', () => {
  test.each([
    ['supergroup', supportId, supportChat],
    ['basic group', familyId, familyChat],
  ])('in a %s reach the others with their authors, and go again', async (_kind, chatId, chat) => {
    const [a, b] = await Promise.all([openAnna(), openBoris()])
    await Promise.all([a, b].map((client) => openForReactions(client, chatId)))
    const [newestOfAnna] = await readHistory(a, chatId)
    const [newestOfBoris] = await readHistory(b, chatId)
    const available = await a.invoke({
      _: 'getMessageAvailableReactions',
      chat_id: chatId,
      message_id: newestOfAnna!.id,
      row_size: 8,
    })
    expect(
      available.top_reactions.length + available.recent_reactions.length + available.popular_reactions.length,
    ).toBeGreaterThan(10)
    await a.invoke({
      _: 'addMessageReaction',
      chat_id: chatId,
      message_id: newestOfAnna!.id,
      reaction_type: { _: 'reactionTypeEmoji', emoji: '👍' },
      is_big: false,
      update_recent_reactions: false,
    })
    await waitForReactors(b, chatId, newestOfBoris!.id, { '👍': [anna] })
    const { number } = datacenter.world.chat(chat).messages.findLast((message) => message !== undefined)!
    await control('/react', { user: clara, chat, message: number, emoji: '👍' })
    await control('/react', { user: boris, chat, message: number, emoji: '🔥' })
    await waitForReactors(a, chatId, newestOfAnna!.id, { '👍': [clara, anna], '🔥': [boris] })
    const { reactions } = await a.invoke({
      _: 'getMessageAddedReactions',
      chat_id: chatId,
      message_id: newestOfAnna!.id,
      offset: '',
      limit: 100,
    })
    expect(reactions.map(({ sender_id }) => sender_id)).toEqual(
      [boris, clara, anna].map((user_id) => ({ _: 'messageSenderUser', user_id })),
    )
    await a.invoke({
      _: 'removeMessageReaction',
      chat_id: chatId,
      message_id: newestOfAnna!.id,
      reaction_type: { _: 'reactionTypeEmoji', emoji: '👍' },
    })
    await control('/react', { user: clara, chat, message: number, emoji: null })
    await waitForReactors(b, chatId, newestOfBoris!.id, { '🔥': [boris] })
    expect(datacenter.server.log.unserved()).toEqual({})
  })

  test('are on messages that a client reads later, and unread ones are counted and read', async () => {
    const before = datacenter.actions.sendMessage({ chatId: supportChat, fromId: anna, text: 'done' })
    await control('/react', { user: clara, chat: supportChat, message: before.number, emoji: '🙏' })
    const client = await openAnna()
    const chat = await client.invoke({ _: 'getChat', chat_id: supportId })
    expect(chat.unread_reaction_count).toBe(1)
    await openForReactions(client, supportId)
    // The first reading begins with what is known already, which has no reactions yet.
    await readHistory(client, supportId)
    const [newest] = await readHistory(client, supportId)
    expect(readText(newest)).toBe('done')
    expect(newest?.interaction_info?.reactions?.reactions[0]).toMatchObject({
      total_count: 1,
      recent_sender_ids: [{ user_id: clara }],
    })
    expect(newest?.unread_reactions).toHaveLength(1)
    await client.invoke({ _: 'readAllChatReactions', chat_id: supportId })
    await client.waitForUpdate(
      'updateMessageUnreadReactions',
      (update) => update.chat_id === supportId && update.unread_reaction_count === 0,
    )
    await client.waitFor(
      () =>
        datacenter.world.chat(supportChat).views.get(anna)?.unreadReactions.size === 0 ? true : undefined,
      () => 'the data centre to know',
    )
  })
})

describe('scheduled messages', () => {
  const later = (): number => Math.floor(Date.now() / 1000) + 3600

  test('wait on the service, are told to the other session, and become ordinary ones', async () => {
    const [desk, phone, b] = await Promise.all([openAnna(), openAnna(), openBoris()])
    const message = {
      _: 'sendMessage',
      chat_id: supportId,
      input_message_content: {
        _: 'inputMessageText',
        text: { _: 'formattedText', text: 'good morning', entities: [] },
      },
      options: {
        _: 'messageSendOptions',
        scheduling_state: { _: 'messageSchedulingStateSendAtDate', send_date: later() },
      },
    } as const
    await desk.invoke(message)
    await phone.waitForUpdate(
      'updateChatHasScheduledMessages',
      (update) => update.chat_id === supportId && update.has_scheduled_messages,
    )
    const waiting = await phone.waitFor(
      () => datacenter.world.account(anna).scheduled[0],
      () => 'the scheduled message',
    )
    expect(waiting.message.text).toBe('good morning')
    const list = await phone.invoke({ _: 'getChatScheduledMessages', chat_id: supportId })
    expect(list.messages.map((one) => readText(one ?? undefined))).toEqual(['good morning'])
    expect((await readHistory(b, supportId)).map(readText)).not.toContain('good morning')
    await control('/scheduled/deliver', { user: anna, isDueOnly: true })
    expect(datacenter.world.account(anna).scheduled).toHaveLength(1)
    await control('/scheduled/deliver', { user: anna })
    const [atBoris, onPhone] = await Promise.all(
      [b, phone].map((client) =>
        client.waitForUpdate(
          'updateNewMessage',
          (update) =>
            readText(update.message) === 'good morning' && update.message.scheduling_state === undefined,
        ),
      ),
    )
    expect(atBoris!.message).toMatchObject({ is_outgoing: false, sender_id: { user_id: anna } })
    expect(onPhone!.message).toMatchObject({ is_outgoing: true, id: messageShift * 4 })
    const [last] = datacenter.world.chat(supportChat).messages.slice(-1)
    expect(last?.isFromScheduled).toBe(true)
    for (const client of [desk, phone]) {
      await client.waitForUpdate(
        'updateChatHasScheduledMessages',
        (update) => update.chat_id === supportId && !update.has_scheduled_messages,
      )
    }
    expect(datacenter.server.log.unserved()).toEqual({})
  })
})
