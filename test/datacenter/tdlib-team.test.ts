import type * as Td from 'tdlib-types'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestClient } from '../support/tdlib-client.ts'
import { startDatacenter } from './start-datacenter.ts'
import type { Datacenter } from './start-datacenter.ts'
import { messageShift, readText, TestClients, waitForMessage } from './test-clients.ts'
import { anna, boris, clara, createSmallSeed } from './world/small-seed.ts'

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
const openBoris = (folder?: string): Promise<TestClient> =>
  folder === undefined
    ? clients.openLoaded(datacenter, '79990000102', '22222')
    : clients.open(datacenter, '79990000102', '22222', folder)

async function control<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${datacenter.info.controlPort}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as Answer
  expect(response.ok, JSON.stringify(answer)).toBe(true)
  return answer
}

const json = '{"v":1,"id":"abcdefgh","type":"duty","on":true, "x":"  ü😀 #inside"}'
const line = 'Anna is on duty 😀 #watchfloor'

/** A readable line with a block of JSON behind it. */
function makeEvent(words = line, block = json): Td.formattedText$Input {
  return {
    _: 'formattedText',
    text: `${words}\n${block}`,
    entities: [
      {
        _: 'textEntity',
        offset: words.length + 1,
        length: block.length,
        type: { _: 'textEntityTypePreCode', language: 'watchfloor' },
      },
    ],
  }
}

function readBlock(message: Td.message | undefined): string | undefined {
  if (message?.content._ !== 'messageText') return undefined
  const { text, entities } = message.content.text
  const block = entities.find(({ type }) => type._ === 'textEntityTypePreCode' && type.language === 'watchfloor')
  return block === undefined ? undefined : text.slice(block.offset, block.offset + block.length)
}

async function send(client: TestClient, chat_id: number, text: Td.formattedText$Input): Promise<Td.message> {
  const sent = await client.invoke({
    _: 'sendMessage',
    chat_id,
    options: { _: 'messageSendOptions', disable_notification: true },
    input_message_content: { _: 'inputMessageText', text },
  })
  const done = await client.waitForUpdate(
    'updateMessageSendSucceeded',
    ({ old_message_id }) => old_message_id === sent.id,
  )
  return done.message
}

/** A group of Anna's that everybody sees all of. */
async function createTeam(client: TestClient): Promise<number> {
  const chat = await client.invoke({
    _: 'createNewSupergroupChat',
    title: 'Watch',
    description: 'Where the shift agrees',
  })
  if (chat.type._ !== 'chatTypeSupergroup') throw new Error(`it is a ${chat.type._}`)
  await client.invoke({
    _: 'toggleSupergroupIsAllHistoryAvailable',
    supergroup_id: chat.type.supergroup_id,
    is_all_history_available: true,
  })
  return chat.id
}

describe('the group', () => {
  test('is made, described, filled from the contacts, and read by newcomers from its beginning', async () => {
    const client = await openAnna()
    const other = await openBoris()
    const { user_ids } = await client.invoke({ _: 'searchContacts', query: '', limit: 100 })
    expect([...user_ids].sort()).toEqual([boris, carol, shy])
    const teamId = await createTeam(client)
    await send(client, teamId, makeEvent())
    const { failed_to_add_members } = await client.invoke({
      _: 'addChatMembers',
      chat_id: teamId,
      user_ids: [boris, carol, shy],
    })
    expect(failed_to_add_members.map(({ user_id }) => user_id)).toEqual([shy])
    await client.invoke({ _: 'setChatDescription', chat_id: teamId, description: 'For the shift' })
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
    const supergroup_id = -teamId - 1_000_000_000_000
    const info = await other.invoke({ _: 'getSupergroupFullInfo', supergroup_id })
    expect(info).toMatchObject({ description: 'For the shift', member_count: 3, is_all_history_available: true })
  })
})
