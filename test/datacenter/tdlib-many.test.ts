import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestClient } from '../support/tdlib-client.ts'
import { startDatacenter } from './start-datacenter.ts'
import type { Datacenter } from './start-datacenter.ts'
import { TestClients, loadChats, readHistory } from './test-clients.ts'
import { countUnread } from './world/reading.ts'
import type { Seed, SeedChat, SeedMessage, SeedPerson } from './world/seed.ts'

const groupCount = 250
const memberCount = 450
const me = 101
const firstMember = 1_000
const firstGroup = 3_000
const now = Math.floor(Date.now() / 1000)

/** One account with unread mentions in hundreds of groups; the first of them has hundreds of members. */
function createManySeed(): Seed {
  const members = Array.from({ length: memberCount }, (_, index) => firstMember + index)
  const people: SeedPerson[] = [
    { id: me, firstName: 'Anna', username: 'anna_duty', phone: '79990000101', code: '11111' },
    ...members.map((id) => ({ id, firstName: `Member ${id}`, isBot: id === firstMember + 7 })),
  ]
  const chats: SeedChat[] = []
  const messages: SeedMessage[] = []
  for (let index = 0; index < groupCount; index += 1) {
    const id = firstGroup + index
    const others = index <= 1 ? members.slice(0, index === 0 ? memberCount : 190) : [firstMember]
    chats.push({
      id,
      kind: index % 5 === 1 ? 'basicGroup' : 'supergroup',
      title: `Group ${index}`,
      date: now - 90_000,
      members: [
        { userId: me, role: 'creator' },
        ...others.map((userId, place) => ({
          userId,
          role: place < 3 ? ('administrator' as const) : ('member' as const),
        })),
      ],
    })
    for (const text of ['first', '@anna_duty hello', 'last'])
      messages.push({ chatId: id, fromId: firstMember, date: now - 80_000 + index, text })
  }
  return {
    name: 'many',
    people,
    chats,
    messages: messages.sort((a, b) => a.date - b.date),
    views: chats.map(({ id }) => ({ userId: me, chatId: id, readMessages: 0 })),
  }
}

const clients = new TestClients()
let datacenter: Datacenter

beforeEach(async () => {
  datacenter = await startDatacenter({ seed: createManySeed() })
})

afterEach(async () => {
  await clients.dispose()
  await datacenter.close()
})

const open = (): Promise<TestClient> => clients.openLoaded(datacenter, '79990000101', '11111')

function countLeft(): { readonly messages: number; readonly mentions: number; readonly marks: number } {
  const views = [...datacenter.world.account(me).views.values()]
  return {
    messages: views.reduce((sum, view) => sum + countUnread(view), 0),
    mentions: views.reduce((sum, view) => sum + view.unreadMentions.size, 0),
    marks: views.filter((view) => view.isMarkedUnread).length,
  }
}

test('hundreds of chats are read, with their mentions and marks, though the service asks to slow down', async () => {
  const [client, phone] = await Promise.all([open(), open()])
  const ids = await loadChats(client)
  expect(ids).toHaveLength(groupCount)
  for (const chat_id of ids.slice(0, 20))
    await client.invoke({ _: 'toggleChatIsMarkedAsUnread', chat_id, is_marked_as_unread: true })
  await phone.waitFor(
    () =>
      new Set(
        phone.updates.flatMap((update) =>
          update._ === 'updateChatIsMarkedAsUnread' && update.is_marked_as_unread ? [update.chat_id] : [],
        ),
      ).size === 20 || undefined,
    () => 'twenty marks on the phone',
  )
  expect(countLeft()).toEqual({ messages: groupCount * 3, mentions: groupCount, marks: 20 })
  for (const method of ['channels.readHistory', 'messages.readHistory', 'messages.readMentions'])
    datacenter.server.faults.floodWait(method, 1, Date.now())
  for (const chat_id of ids) {
    const chat = await client.invoke({ _: 'getChat', chat_id })
    await client.invoke({
      _: 'viewMessages',
      chat_id,
      message_ids: [chat.last_message!.id],
      source: { _: 'messageSourceChatList' },
      force_read: true,
    })
    await client.invoke({ _: 'readAllChatMentions', chat_id })
  }
  await client.waitFor(
    () => {
      const { messages, mentions, marks } = countLeft()
      return messages + mentions + marks === 0 || undefined
    },
    () => `everything to be read, left are ${JSON.stringify(countLeft())}`,
  )
  for (const chat_id of [ids[0]!, ids.at(-1)!, -firstGroup - 1]) {
    await phone.waitForUpdate(
      'updateChatReadInbox',
      (update) => update.chat_id === chat_id && update.unread_count === 0,
    )
  }
  expect(datacenter.server.log.unserved()).toEqual({})
})

test('mentions read in one session are read in the other, in a supergroup and in a basic group', async () => {
  const [client, phone] = await Promise.all([open(), open()])
  for (const chat_id of [-1_000_000_000_000 - firstGroup, -firstGroup - 1]) {
    // A message of a basic group is known by its id alone: only who has it can tell that it was read.
    await readHistory(phone, chat_id)
    await client.invoke({ _: 'readAllChatMentions', chat_id })
    await phone.waitFor(
      () =>
        phone.updates.some(
          (update) =>
            (update._ === 'updateChatUnreadMentionCount' || update._ === 'updateMessageMentionRead') &&
            update.chat_id === chat_id &&
            update.unread_mention_count === 0,
        ) || undefined,
      () => `no unread mentions in ${chat_id}`,
    )
  }
})

test('hundreds of members come in pages, and by what they are', async () => {
  const client = await open()
  const read = async (
    offset: number,
    filter?:
      | 'supergroupMembersFilterRecent'
      | 'supergroupMembersFilterAdministrators'
      | 'supergroupMembersFilterBots',
  ): Promise<{ readonly total_count: number; readonly ids: readonly number[] }> => {
    const { total_count, members } = await client.invoke({
      _: 'getSupergroupMembers',
      supergroup_id: firstGroup,
      offset,
      limit: 200,
      ...(filter === undefined ? {} : { filter: { _: filter } }),
    })
    return {
      total_count,
      ids: members.map(({ member_id }) => (member_id._ === 'messageSenderUser' ? member_id.user_id : 0)),
    }
  }
  const all = new Set<number>()
  for (const offset of [0, 200, 400]) {
    const page = await read(offset)
    expect(page.total_count).toBe(memberCount + 1)
    for (const id of page.ids) all.add(id)
  }
  expect(all.size).toBe(memberCount + 1)
  expect((await read(0, 'supergroupMembersFilterAdministrators')).ids).toEqual([
    me,
    ...[0, 1, 2].map((index) => firstMember + index),
  ])
  expect((await read(0, 'supergroupMembersFilterBots')).ids).toEqual([firstMember + 7])
  const found = await client.invoke({
    _: 'getSupergroupMembers',
    supergroup_id: firstGroup,
    filter: { _: 'supergroupMembersFilterSearch', query: 'member 1444' },
    offset: 0,
    limit: 200,
  })
  expect(found.members).toMatchObject([{ member_id: { user_id: 1444 } }])
  const basic = await client.invoke({ _: 'getBasicGroupFullInfo', basic_group_id: firstGroup + 1 })
  expect(basic.members).toHaveLength(191)
})
