import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startDatacenter } from '../start-datacenter.ts'
import type { Datacenter } from '../start-datacenter.ts'
import { scheduleMessage } from '../world/scheduled.ts'
import {
  anna,
  boris,
  clara,
  createSmallSeed,
  familyChat,
  newsChannel,
  supportChat,
} from '../world/small-seed.ts'

let datacenter: Datacenter

beforeEach(async () => {
  datacenter = await startDatacenter({ seed: createSmallSeed() })
})

afterEach(async () => {
  await datacenter.close()
})

interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${datacenter.info.controlPort}${path}`, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

function callWithHeaders(headers: Readonly<Record<string, string>>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const outgoing = request(
    { host: '127.0.0.1', port: datacenter.info.controlPort, path: '/info', headers },
    (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    },
  )
  outgoing.once('error', reject)
  outgoing.end()
  return promise
}

describe('who may ask', () => {
  test('only callers that use our own name and are no page in a browser', async () => {
    const { controlPort } = datacenter.info
    expect(await callWithHeaders({ host: `localhost:${controlPort}` })).toBe(200)
    expect(await callWithHeaders({ host: `127.0.0.1:${controlPort}` })).toBe(200)
    expect(await callWithHeaders({ host: 'attacker.example' })).toBe(403)
    expect(
      await callWithHeaders({ host: `127.0.0.1:${controlPort}`, origin: 'https://attacker.example' }),
    ).toBe(403)
  })
})

describe('what is told', () => {
  test('how to join, who can log in, and what there is', async () => {
    expect((await call('GET', '/info')).body).toEqual(datacenter.info)
    expect((await call('GET', '/codes?phone=79990000101')).body).toMatchObject({ code: '11111' })
    const accounts = (await call('GET', '/accounts')).body['accounts'] as readonly object[]
    expect(accounts.map((account) => 'id' in account && account.id)).toEqual([anna, boris])
    const chats = (await call('GET', '/state')).body['chats'] as readonly Readonly<Record<string, unknown>>[]
    expect(chats.find((chat) => chat['id'] === supportChat)).toMatchObject({
      tdlibId: -1_000_000_000_000 - supportChat,
      lastNumber: 3,
      messageCount: 3,
    })
  })
})

describe('messages', () => {
  test('are sent, read, edited and deleted as anybody', async () => {
    const sent = await call('POST', '/messages', {
      chat: -1_000_000_000_000 - supportChat,
      from: clara,
      text: 'still down',
      entities: [{ kind: 'bold', offset: 0, length: 5 }],
      replyTo: { message: 2, quote: 'down' },
    })
    expect(sent).toMatchObject({ status: 200, body: { number: 4, fromId: clara, replyTo: 2, quote: 'down' } })
    expect(
      (await call('PATCH', `/chats/${supportChat}/messages/4`, { text: 'up again' })).body,
    ).toMatchObject({ text: 'up again' })
    const page = (await call('GET', `/chats/${supportChat}/messages?limit=2`)).body['messages'] as readonly {
      number: number
    }[]
    expect(page.map((message) => message.number)).toEqual([3, 4])
    expect((await call('POST', '/read', { chat: supportChat, user: anna })).body).toEqual({ read: true })
    expect(datacenter.world.chat(supportChat).views.get(anna)?.readInbox).toBe(4)
    expect((await call('DELETE', '/messages', { chat: supportChat, numbers: [3, 4, 99] })).body).toEqual({
      deleted: 2,
    })
    expect((await call('DELETE', `/chats/${supportChat}/messages/4`)).body).toMatchObject({
      code: 'no_such_message',
    })
  })

  test('go to a private chat that begins with them', async () => {
    const sent = await call('POST', '/messages', { to: '@boris_duty', from: clara, text: 'hello' })
    const chatId = Number(sent.body['chatId'])
    expect(datacenter.world.chat(chatId)).toMatchObject({ kind: 'private' })
    expect(
      (await call('POST', '/messages', { to: clara, from: '79990000102', text: 'hi' })).body,
    ).toMatchObject({ chatId, number: 2 })
  })

  test('are poured out in bulk, at once or at a rate', async () => {
    const fast = await call('POST', '/messages/bulk', { count: 1000, chats: [supportChat, familyChat] })
    expect(fast.body).toMatchObject({ state: 'finished', sent: 1000 })
    expect(datacenter.world.chat(supportChat).messages).toHaveLength(503)
    const slow = await call('POST', '/messages/bulk', { count: 40, perSecond: 200 })
    const { startedAtMs, finishedAtMs } = slow.body as { startedAtMs: number; finishedAtMs: number }
    expect(finishedAtMs - startedAtMs).toBeGreaterThan(120)
    expect(
      (await call('POST', '/messages/bulk', { count: 100_000, perSecond: 10, wait: false })).body,
    ).toMatchObject({ state: 'running' })
    expect((await call('POST', '/messages/bulk', { count: 1 })).body).toMatchObject({ code: 'wrong_state' })
    expect((await call('DELETE', '/messages/bulk')).status).toBe(200)
  })
})

describe('what people do with messages', () => {
  test('they react, forward, write as the group, and let a message wait for its time', async () => {
    const reacted = await call('POST', '/react', { user: boris, chat: supportChat, message: 2, emoji: '👍' })
    expect(reacted.body).toMatchObject({ number: 2, reactions: [{ userId: boris, emoji: '👍' }] })
    expect(
      (await call('POST', '/react', { user: boris, chat: supportChat, message: 2, emoji: null })).body,
    ).toMatchObject({ reactions: [] })
    expect(
      (await call('POST', '/react', { user: boris, chat: supportChat, message: 2, emoji: 'x' })).body,
    ).toMatchObject({
      code: 'refused_by_telegram',
      rpcError: { message: 'REACTION_INVALID' },
    })
    const forwarded = await call('POST', '/forward', {
      from: anna,
      chat: supportChat,
      messages: [2, 3],
      to: boris,
    })
    expect(forwarded.body['messages']).toMatchObject([
      { fromId: anna, forward: { fromId: clara } },
      { fromId: anna, forward: { fromId: clara } },
    ])
    expect(
      (await call('POST', '/messages', { from: boris, chat: supportChat, text: 'we', as: 'group' })).body,
    ).toMatchObject({ fromId: boris, senderChatId: supportChat })
    expect(
      (await call('POST', '/messages', { from: clara, chat: supportChat, text: 'we', as: 'group' })).body,
    ).toMatchObject({ rpcError: { message: 'SEND_AS_PEER_INVALID' } })
    scheduleMessage(
      datacenter.world,
      { chat: datacenter.world.chat(supportChat), fromId: anna, text: 'later', entities: [] },
      datacenter.world.now() + 600,
    )
    expect((await call('GET', '/scheduled')).body['messages']).toMatchObject([
      { fromId: anna, text: 'later' },
    ])
    expect((await call('POST', '/scheduled/deliver', { user: boris })).body).toEqual({ messages: [] })
    expect((await call('POST', '/scheduled/deliver', { chat: supportChat })).body['messages']).toMatchObject([
      { text: 'later', isFromScheduled: true },
    ])
    expect((await call('GET', '/scheduled')).body).toEqual({ messages: [] })
  })

  test('roles are given, a channel gets its discussion group', async () => {
    const role = { chat: supportChat, user: boris, role: 'administrator', isAnonymous: true }
    expect((await call('POST', '/role', role)).body).toEqual({ role: 'administrator', isAnonymous: true })
    expect((await call('POST', '/role', { ...role, role: 'king' })).body).toMatchObject({
      code: 'bad_request',
    })
    expect((await call('POST', '/link', { channel: newsChannel, group: supportChat })).status).toBe(200)
    await call('POST', '/messages', { from: anna, chat: newsChannel, text: 'a post' })
    const { messages } = (await call('GET', `/chats/${supportChat}/messages?limit=1`)).body
    expect(messages).toMatchObject([{ text: 'a post', senderChatId: newsChannel }])
  })

  test('the accounts of a scenario say who works for the company', async () => {
    await datacenter.close()
    datacenter = await startDatacenter({ scenario: 'demo' })
    const accounts = (await call('GET', '/accounts')).body['accounts'] as readonly Readonly<
      Record<string, unknown>
    >[]
    expect(accounts.map(({ staff }) => staff)).toEqual([
      'duty', 'duty', 'duty', 'task', 'task', 'manager', 'manager',
    ]) // prettier-ignore
    for (const { userId } of accounts) expect(datacenter.world.people.has(Number(userId))).toBe(true)
  })
})

describe('mistakes are explained', () => {
  test.each([
    ['POST', '/messages', '{', 400, 'bad_json'],
    ['POST', '/messages', [], 400, 'bad_json'],
    ['POST', '/messages', { from: 999, chat: supportChat, text: 'x' }, 404, 'no_such_user'],
    ['POST', '/messages', { from: clara, chat: 31, text: 'x' }, 404, 'no_such_chat'],
    ['POST', '/messages', { from: clara, text: 'x' }, 400, 'bad_request'],
    ['POST', '/messages', { from: clara, chat: supportChat, text: 5 }, 400, 'bad_request'],
    [
      'POST',
      '/messages',
      { from: clara, chat: supportChat, text: 'x', entities: [{ kind: 'loud' }] },
      400,
      'bad_request',
    ],
    ['POST', '/messages', { from: boris, chat: newsChannel, text: 'x' }, 422, 'refused_by_telegram'],
    ['POST', '/messages/bulk', { count: -1 }, 400, 'bad_request'],
    ['POST', '/faults', { kind: 'earthquake' }, 400, 'bad_request'],
    ['POST', '/start', {}, 409, 'wrong_state'],
    ['POST', '/login-token', { token: 'nonsense', user: anna }, 400, 'bad_request'],
    ['GET', '/codes?phone=1', undefined, 404, 'no_such_user'],
    ['GET', '/chats/77/messages', undefined, 404, 'no_such_chat'],
    ['GET', '/nothing', undefined, 404, 'not_found'],
  ])('%s %s %j', async (method, path, body, status, code) => {
    const answer = await call(method, path, body)
    expect(answer).toMatchObject({ status, body: { code } })
    expect(String(answer.body['message']).length).toBeGreaterThan(20)
  })

  test('a taken port and a bad scenario', async () => {
    const { mtprotoPort, controlPort } = datacenter.info
    await expect(startDatacenter({ seed: createSmallSeed(), port: mtprotoPort })).rejects.toThrow(
      /MTProto port \d+ is taken/u,
    )
    await expect(startDatacenter({ seed: createSmallSeed(), controlPort })).rejects.toThrow(
      /control port \d+ is taken/u,
    )
    await expect(startDatacenter({ scenario: '/nowhere.json' })).rejects.toThrow(/cannot be used/u)
  })
})

test('the listener goes down and comes back with everything kept', async () => {
  expect((await call('POST', '/stop')).body).toEqual({ isRunning: false })
  expect((await call('GET', '/connections')).body).toEqual({ open: 0, isRunning: false })
  expect((await call('POST', '/stop')).body).toMatchObject({ code: 'wrong_state' })
  expect((await call('POST', '/start')).body).toEqual({ isRunning: true })
  expect(datacenter.world.chat(supportChat).messages).toHaveLength(3)
})

describe('groups of a team', () => {
  test('are made, passed on and ended, and named as the team channel', async () => {
    const made = await call('POST', '/chats', { title: 'Log', owner: anna, members: [boris], about: 'words' })
    const { id, tdlibId } = made.body as { id: number; tdlibId: number }
    expect((await call('POST', '/team', { chat: tdlibId })).body).toEqual({ teamChatId: tdlibId })
    expect((await call('GET', '/accounts')).body['teamChatId']).toBe(tdlibId)
    expect((await call('POST', '/team', {})).body).toEqual({})
    await call('POST', '/role', { chat: id, user: boris, role: 'creator' })
    const chat = datacenter.world.chat(id)
    expect([...chat.members.values()].map(({ userId, role }) => [userId, role])).toEqual([
      [anna, 'administrator'],
      [boris, 'creator'],
    ])
    expect((await call('DELETE', `/chats/${id}`)).status).toBe(200)
    expect([chat.isDeleted, chat.members.size]).toEqual([true, 0])
    const refused = await call('POST', '/messages', { chat: id, from: boris, text: 'anybody?' })
    expect(refused.body).toMatchObject({
      code: 'refused_by_telegram',
      rpcError: { message: 'CHANNEL_PRIVATE' },
    })
    expect((await call('POST', '/join', { chat: id, user: boris })).status).toBe(422)
  })

  test('hold what strangers and edits of another time have put there', async () => {
    const post = { chat: supportChat, from: boris, text: 'a{}', viaBot: '@helper_bot' }
    const { body } = await call('POST', '/messages', { ...post, isForced: true })
    expect(body).toMatchObject({ fromId: boris, isSilent: false })
    const entities = [{ kind: 'pre', offset: 1, length: 2, language: 'watchfloor' }]
    const path = `/chats/${supportChat}/messages/${String(body['number'])}`
    const edited = await call('PATCH', path, { text: 'b{}', entities, date: 1_793_700_000 })
    expect(edited.body).toMatchObject({
      text: 'b{}',
      editDate: 1_793_700_000,
      entities: [{ _: 'messageEntityPre', language: 'watchfloor' }],
    })
  })
})
