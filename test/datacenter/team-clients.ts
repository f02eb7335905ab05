import type * as Td from 'tdlib-types'
import type { TestClient } from '../support/tdlib-client.ts'

export const json = '{"v":1,"id":"abcdefgh","type":"duty","on":true, "x":"  ü😀 #inside"}'
export const line = 'Anna is on duty 😀 #watchfloor'

/** A readable line with a block of JSON behind it. */
export function makeEvent(words = line, block = json): Td.formattedText$Input {
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

export function readBlock(message: Td.message | undefined): string | undefined {
  if (message?.content._ !== 'messageText') return undefined
  const { text, entities } = message.content.text
  const block = entities.find(
    ({ type }) => type._ === 'textEntityTypePreCode' && type.language === 'watchfloor',
  )
  return block === undefined ? undefined : text.slice(block.offset, block.offset + block.length)
}

export async function send(
  client: TestClient,
  chat_id: number,
  text: Td.formattedText$Input,
): Promise<Td.message> {
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
export async function createTeam(client: TestClient): Promise<number> {
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

/** Waits until this is what somebody's TDLib says they are in the group. */
export async function waitForStatus(
  client: TestClient,
  teamId: number,
  status: Td.ChatMemberStatus['_'],
): Promise<void> {
  const readStatus = (): string | undefined => {
    const update = client.updates.findLast(
      (one) => one._ === 'updateSupergroup' && one.supergroup.id === toSupergroupId(teamId),
    )
    return update?._ === 'updateSupergroup' ? update.supergroup.status._ : undefined
  }
  await client.waitFor(
    () => readStatus() === status || undefined,
    () => `${status}, now ${readStatus()}`,
  )
}

export function toSupergroupId(teamId: number): number {
  return -teamId - 1_000_000_000_000
}

export async function listMembers(
  client: TestClient,
  teamId: number,
  filter: Td.SupergroupMembersFilter$Input,
): Promise<Record<number, string>> {
  const { members } = await client.invoke({
    _: 'getSupergroupMembers',
    supergroup_id: toSupergroupId(teamId),
    filter,
    limit: 200,
  })
  return Object.fromEntries(
    members.map(({ member_id, status }) => [
      member_id._ === 'messageSenderUser' ? member_id.user_id : 0,
      status._,
    ]),
  )
}

export function setStatus(
  client: TestClient,
  chat_id: number,
  userId: number,
  status: Td.ChatMemberStatus$Input,
): Promise<Td.ok> {
  return client.invoke({
    _: 'setChatMemberStatus',
    chat_id,
    member_id: { _: 'messageSenderUser', user_id: userId },
    status,
  })
}

export function makeAdministrator(): Td.ChatMemberStatus$Input {
  return {
    _: 'chatMemberStatusAdministrator',
    rights: {
      _: 'chatAdministratorRights',
      can_delete_messages: true,
      can_invite_users: true,
      can_restrict_members: true,
      can_pin_messages: true,
    },
  }
}

export const banned: Td.ChatMemberStatus$Input = { _: 'chatMemberStatusBanned', banned_until_date: 0 }

export async function search(
  client: TestClient,
  chat_id: number,
  query: string,
  from = 0,
): Promise<Td.foundChatMessages> {
  return client.invoke({ _: 'searchChatMessages', chat_id, query, from_message_id: from, limit: 3 })
}
