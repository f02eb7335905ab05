import type * as Td from 'tdlib-types'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestClient } from '../support/tdlib-client.ts'
import { startDatacenter } from './start-datacenter.ts'
import type { Datacenter } from './start-datacenter.ts'
import {
  banned,
  createTeam,
  json,
  line,
  listMembers,
  makeAdministrator,
  makeEvent,
  readBlock,
  search,
  send,
  setStatus,
  toSupergroupId,
  waitForStatus,
} from './team-clients.ts'
import { readText, TestClients, waitForMessage } from './test-clients.ts'
import { anna, boris, clara, createSmallSeed, helperBot } from './world/small-seed.ts'

const carol = 105
const shy = 106
const clients = new TestClients()
let datacenter: Datacenter

beforeEach(async () => {
  const seed = createSmallSeed(Math.floor(Date.now() / 1000) - 3600)
  datacenter = await startDatacenter({
    seed: {
      ...seed,
      people: [
        ...seed.people,
        { id: carol, firstName: 'Carol', phone: '79990000105', code: '33333' },
        { id: shy, firstName: 'Shy', phone: '79990000106', canBeAdded: false },
      ],
      contacts: [...(seed.contacts ?? []), [anna, carol], [anna, shy]],
    },
  })
})

afterEach(async () => {
  await clients.dispose()
  await datacenter.close()
})

const openAnna = (): Promise<TestClient> => clients.openLoaded(datacenter, '79990000101', '11111')
const openBoris = (): Promise<TestClient> => clients.openLoaded(datacenter, '79990000102', '22222')

async function control<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${datacenter.info.controlPort}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as Answer
  expect(response.ok, JSON.stringify(answer)).toBe(true)
  return answer
}

describe('the group', () => {
  test('is made, described, filled from the contacts, and read by newcomers from its beginning', async () => {
    const client = await openAnna()
    const other = await openBoris()
    const { user_ids } = await client.invoke({ _: 'searchContacts', query: '', limit: 100 })
    expect(new Set(user_ids)).toEqual(new Set([boris, carol, shy]))
    const teamId = await createTeam(client)
    await send(client, teamId, makeEvent())
    const { failed_to_add_members } = await client.invoke({
      _: 'addChatMembers',
      chat_id: teamId,
      user_ids: [boris, carol, shy],
    })
    expect(failed_to_add_members.map(({ user_id }) => user_id)).toEqual([shy])
    const { message } = await other.waitForUpdate(
      'updateNewMessage',
      (update) => update.message.chat_id === teamId && update.message.content._ === 'messageChatAddMembers',
    )
    expect(message.content).toMatchObject({ member_user_ids: [boris, carol] })
    const { messages } = await other.invoke({
      _: 'getChatHistory',
      chat_id: teamId,
      from_message_id: message.id,
      limit: 100,
    })
    expect(messages.map((one) => readBlock(one ?? undefined))).toContain(json)
    const info = await other.invoke({ _: 'getSupergroupFullInfo', supergroup_id: toSupergroupId(teamId) })
    expect(info).toMatchObject({
      description: 'Where the shift agrees',
      member_count: 3,
      is_all_history_available: true,
    })
    await client.invoke({ _: 'setChatDescription', chat_id: teamId, description: 'For the shift' })
    const state = await control<{ chats: { tdlibId?: number; about: string }[] }>('GET', '/state')
    expect(state.chats.find(({ tdlibId }) => tdlibId === teamId)?.about).toBe('For the shift')
  })

  test('hides from newcomers what was written before, unless its owner says otherwise', async () => {
    const client = await openAnna()
    const other = await openBoris()
    const { id: teamId } = await client.invoke({ _: 'createNewSupergroupChat', title: 'Hidden' })
    await send(client, teamId, makeEvent('before #watchfloor'))
    await client.invoke({ _: 'addChatMember', chat_id: teamId, user_id: boris })
    await other.waitForUpdate('updateNewMessage', ({ message }) => message.chat_id === teamId)
    expect((await search(other, teamId, '#watchfloor')).messages).toEqual([])
    const seen = await other.invoke({ _: 'getChatHistory', chat_id: teamId, from_message_id: 0, limit: 100 })
    expect(seen.messages.map((one) => readBlock(one ?? undefined))).not.toContain(json)
    await client.invoke({
      _: 'toggleSupergroupIsAllHistoryAvailable',
      supergroup_id: toSupergroupId(teamId),
      is_all_history_available: true,
    })
    const third = await clients.openLoaded(datacenter, '79990000105', '33333')
    await client.invoke({ _: 'addChatMember', chat_id: teamId, user_id: carol })
    await waitForStatus(third, teamId, 'chatMemberStatusMember')
    expect((await search(third, teamId, '#watchfloor')).messages).toHaveLength(1)
  })

  test('has administrators whom its owner makes, and members who are removed, come back and go', async () => {
    const client = await openAnna()
    const other = await openBoris()
    const teamId = await createTeam(client)
    await client.invoke({ _: 'addChatMembers', chat_id: teamId, user_ids: [boris, carol] })
    await waitForStatus(other, teamId, 'chatMemberStatusMember')
    await expect(setStatus(other, teamId, carol, banned)).rejects.toThrow(/rights|ADMIN/u)
    await setStatus(client, teamId, boris, makeAdministrator())
    await waitForStatus(other, teamId, 'chatMemberStatusAdministrator')
    expect(await listMembers(other, teamId, { _: 'supergroupMembersFilterAdministrators' })).toEqual({
      [anna]: 'chatMemberStatusCreator',
      [boris]: 'chatMemberStatusAdministrator',
    })
    await setStatus(other, teamId, carol, banned)
    expect(await listMembers(other, teamId, { _: 'supergroupMembersFilterRecent' })).toEqual({
      [anna]: 'chatMemberStatusCreator',
      [boris]: 'chatMemberStatusAdministrator',
    })
    expect(await listMembers(client, teamId, { _: 'supergroupMembersFilterBanned' })).toEqual({
      [carol]: 'chatMemberStatusBanned',
    })
    await other.invoke({ _: 'addChatMember', chat_id: teamId, user_id: carol })
    await setStatus(client, teamId, boris, { _: 'chatMemberStatusMember' })
    await waitForStatus(other, teamId, 'chatMemberStatusMember')
    await other.invoke({ _: 'leaveChat', chat_id: teamId })
    await waitForStatus(other, teamId, 'chatMemberStatusLeft')
    expect(await listMembers(client, teamId, { _: 'supergroupMembersFilterRecent' })).toEqual({
      [anna]: 'chatMemberStatusCreator',
      [carol]: 'chatMemberStatusMember',
    })
    await control('POST', '/role', { chat: teamId, user: carol, role: 'creator' })
    await waitForStatus(client, teamId, 'chatMemberStatusAdministrator')
  })

  test('is closed to those who are removed and to all when it is deleted, also when they are away', async () => {
    const client = await openAnna()
    const other = await openBoris()
    const teamId = await createTeam(client)
    await client.invoke({ _: 'addChatMembers', chat_id: teamId, user_ids: [boris] })
    await waitForStatus(other, teamId, 'chatMemberStatusMember')
    await setStatus(client, teamId, boris, banned)
    await waitForStatus(other, teamId, 'chatMemberStatusBanned')
    await expect(send(other, teamId, makeEvent())).rejects.toThrow()
    await client.invoke({ _: 'addChatMember', chat_id: teamId, user_id: boris })
    await waitForStatus(other, teamId, 'chatMemberStatusMember')
    await control('POST', '/faults', { kind: 'stall', user: boris })
    // TDLib knows from the full info that the group may be deleted.
    await client.invoke({ _: 'getSupergroupFullInfo', supergroup_id: toSupergroupId(teamId) })
    await client.invoke({ _: 'deleteChat', chat_id: teamId })
    await waitForStatus(client, teamId, 'chatMemberStatusBanned')
    await control('POST', '/faults', { kind: 'resume', user: boris })
    await control('POST', '/faults', { kind: 'drop', user: boris })
    await waitForStatus(other, teamId, 'chatMemberStatusBanned')
  })
})

describe('what is written in it', () => {
  test('is found by its hashtag, newest first and page by page', async () => {
    const client = await openAnna()
    const teamId = await createTeam(client)
    for (let number = 1; number <= 7; number += 1) {
      await send(client, teamId, makeEvent(`event ${number} #watchfloor`))
      await send(client, teamId, makeEvent(`chatter ${number}, watchfloor`))
    }
    const found: string[] = []
    for (let from = 0; ;) {
      const page = await search(client, teamId, '#watchfloor', from)
      expect(page.total_count).toBe(7)
      found.push(...page.messages.map((one) => readText(one)?.split('\n')[0] ?? ''))
      if (page.next_from_message_id === 0) break
      from = page.next_from_message_id
    }
    expect(found).toEqual([7, 6, 5, 4, 3, 2, 1].map((number) => `event ${number} #watchfloor`))
    expect((await search(client, teamId, 'chatter 3')).messages).toHaveLength(1)
  })

  test('keeps its code byte for byte: live, edited, in the history and for those who were away', async () => {
    const client = await openAnna()
    const other = await openBoris()
    const teamId = await createTeam(client)
    await client.invoke({ _: 'addChatMembers', chat_id: teamId, user_ids: [boris] })
    await waitForStatus(other, teamId, 'chatMemberStatusMember')
    const sent = await send(client, teamId, makeEvent())
    expect(readBlock(sent)).toBe(json)
    const { message } = await waitForMessage(other, `${line}\n${json}`)
    expect(readBlock(message)).toBe(json)
    await control('POST', '/faults', { kind: 'stall', user: boris })
    const edited = `${json} `.replace('duty', 'presence').trim()
    await client.invoke({
      _: 'editMessageText',
      chat_id: teamId,
      message_id: sent.id,
      input_message_content: { _: 'inputMessageText', text: makeEvent(line, edited) },
    })
    const doomed = await send(client, teamId, makeEvent('doomed'))
    await send(client, teamId, makeEvent('kept'))
    await client.invoke({ _: 'deleteMessages', chat_id: teamId, message_ids: [doomed.id], revoke: true })
    const since = other.updates.length
    await control('POST', '/faults', { kind: 'drop', user: boris })
    await control('POST', '/faults', { kind: 'resume', user: boris })
    const content = await other.waitForUpdate(
      'updateMessageContent',
      ({ message_id }) => message_id === sent.id,
      since,
    )
    expect(readBlock({ ...sent, content: content.new_content })).toBe(edited)
    const { edit_date } = await other.waitForUpdate(
      'updateMessageEdited',
      ({ message_id }) => message_id === sent.id,
      since,
    )
    expect(edit_date).toBeGreaterThan(0)
    expect(readBlock((await waitForMessage(other, `kept\n${json}`)).message)).toBe(json)
    const { messages } = await other.invoke({
      _: 'getChatHistory',
      chat_id: teamId,
      from_message_id: 0,
      limit: 50,
    })
    expect(messages.map((one) => one?.id)).not.toContain(doomed.id)
    const [found] = (await search(other, teamId, '#watchfloor')).messages
    expect(found).toMatchObject({ id: sent.id, edit_date })
    expect(readBlock(found)).toBe(edited)
  })

  test('is deleted by its administrators, live and for those who missed too much', async () => {
    const client = await openAnna()
    const other = await openBoris()
    const teamId = await createTeam(client)
    await client.invoke({ _: 'addChatMembers', chat_id: teamId, user_ids: [boris] })
    await waitForStatus(other, teamId, 'chatMemberStatusMember')
    const first = await send(other, teamId, makeEvent('of Boris'))
    const second = await send(client, teamId, makeEvent('of Anna'))
    await other
      .invoke({ _: 'deleteMessages', chat_id: teamId, message_ids: [second.id], revoke: true })
      .catch(() => 0)
    expect(datacenter.world.chat(toSupergroupId(teamId)).messages.at(-1)?.text).toContain('of Anna')
    await client.invoke({ _: 'deleteMessages', chat_id: teamId, message_ids: [first.id], revoke: true })
    await other.waitForUpdate('updateDeleteMessages', ({ message_ids }) => message_ids.includes(first.id))
    await control('POST', '/faults', { kind: 'stall', user: boris })
    await client.invoke({ _: 'deleteMessages', chat_id: teamId, message_ids: [second.id], revoke: true })
    const last = await send(client, teamId, makeEvent('last'))
    await control('POST', '/faults', { kind: 'forgetChanges', chat: teamId })
    await control('POST', '/faults', { kind: 'drop', user: boris })
    await control('POST', '/faults', { kind: 'resume', user: boris })
    await other.waitForUpdate(
      'updateChatLastMessage',
      ({ chat_id, last_message }) => chat_id === teamId && last_message?.id === last.id,
    )
    const { messages } = await other.invoke({
      _: 'getChatHistory',
      chat_id: teamId,
      from_message_id: 0,
      limit: 50,
    })
    expect(messages.map((one) => one?.id)).not.toContain(second.id)
  })

  test('says who it is from: silent, forwarded, with the help of a bot, in the name of the group, from a stranger', async () => {
    const client = await openAnna()
    const teamId = await createTeam(client)
    await client.invoke({ _: 'addChatMembers', chat_id: teamId, user_ids: [boris] })
    await send(client, teamId, makeEvent('quiet'))
    const { messages } = await control<{
      messages: { number: number; isSilent: boolean; entities: object[] }[]
    }>('GET', `/chats/${teamId}/messages`)
    const last = messages.at(-1)!
    expect(last).toMatchObject({ isSilent: true })
    const block = { kind: 'pre', offset: 8, length: 2, language: 'watchfloor' }
    const post = (fields: object): Promise<object> =>
      control('POST', '/messages', { chat: teamId, entities: [block], ...fields })
    await control('POST', '/forward', { from: boris, chat: teamId, messages: [last.number], to: teamId })
    await post({ from: boris, text: 'by bot:\n{}', viaBot: helperBot })
    await post({ from: anna, text: 'ingroup\n{}', as: 'group' })
    await post({ from: clara, text: 'strange\n{}', isForced: true })
    const wanted = async (text: string): Promise<Td.message> => (await waitForMessage(client, text)).message
    expect((await wanted('by bot:\n{}')).via_bot_user_id).toBe(helperBot)
    expect((await wanted('ingroup\n{}')).sender_id).toMatchObject({ chat_id: teamId })
    const strange = await wanted('strange\n{}')
    expect(strange.sender_id).toMatchObject({ user_id: clara })
    expect(readBlock(strange)).toBe('{}')
    const forwarded = await client.waitForUpdate(
      'updateNewMessage',
      ({ message }) => message.forward_info !== undefined && message.chat_id === teamId,
    )
    expect(forwarded.message).toMatchObject({
      sender_id: { user_id: boris },
      forward_info: { origin: { sender_user_id: anna } },
    })
  })
})

describe('what can go wrong', () => {
  test('one account waits for the flood to end or for its packets, and the others do not', async () => {
    const client = await openAnna()
    const teamId = await createTeam(client)
    await control('POST', '/faults', {
      kind: 'flood',
      method: 'messages.sendMessage',
      seconds: 1,
      times: 2,
      user: anna,
    })
    const before = Date.now()
    await send(client, teamId, makeEvent())
    expect(Date.now() - before).toBeGreaterThan(1_800)
    const { faults } = datacenter.server
    faults.delay(300, boris)
    expect([faults.delayOf(boris), faults.delayOf(anna), faults.delayOf(undefined)]).toEqual([300, 0, 0])
    faults.floodWait('a.method', 5, 0, anna)
    faults.floodWait('a.method', 9, 0, boris)
    expect(faults.take('a.method', anna, 0)?.message).toBe('FLOOD_WAIT_5')
    expect(faults.take('a.method', boris, 1_000)?.message).toBe('FLOOD_WAIT_8')
    expect(faults.take('a.method', carol, 0)).toBeUndefined()
  })

  test('messages that answers hand out are counted by method, account and chat', async () => {
    const client = await openAnna()
    const other = await openBoris()
    const teamId = await createTeam(client)
    for (let number = 1; number <= 5; number += 1)
      await send(client, teamId, makeEvent(`${number} #watchfloor`))
    await client.invoke({ _: 'addChatMembers', chat_id: teamId, user_ids: [boris] })
    await waitForStatus(other, teamId, 'chatMemberStatusMember')
    await control('DELETE', '/reads')
    await other.invoke({ _: 'searchChatMessages', chat_id: teamId, query: '#watchfloor', limit: 4 })
    const path = `/reads?user=${boris}&chat=${teamId}`
    const { reads } = await control<{ reads: { method: string; count: number }[] }>('GET', path)
    // Whoever has just joined may be told of the last message besides, when TDLib asks for the chat.
    expect(reads.filter(({ method }) => method !== 'messages.getPeerDialogs')).toMatchObject([
      { method: 'messages.search', count: 4 },
    ])
    expect(await control<object>('GET', `/reads?user=${anna}&chat=${teamId}`)).toMatchObject({ total: 0 })
  })
})
