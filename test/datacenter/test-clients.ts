import type * as Td from 'tdlib-types'
import { openTestClient } from '../support/tdlib-client.ts'
import type { TestClient } from '../support/tdlib-client.ts'
import type { Datacenter } from './start-datacenter.ts'
import { newsChannel, slowChat, supportChat, familyChat } from './world/small-seed.ts'

/** TDLib's ids: server message ids are shifted, supergroups lie below -10^12. */
export const messageShift: number = 2 ** 20
export const supportId: number = -1_000_000_000_000 - supportChat
export const slowId: number = -1_000_000_000_000 - slowChat
export const newsId: number = -1_000_000_000_000 - newsChannel
export const familyId: number = -familyChat

/** Real TDLib clients of one test; `dispose` closes them all. */
export class TestClients {
  readonly #clients: TestClient[] = []

  async open(datacenter: Datacenter, phone: string, code: string, folder?: string): Promise<TestClient> {
    const { mtprotoPort: port, publicKeyPem } = datacenter.info
    const client = await openTestClient({ port, publicKeyPem, ...(folder === undefined ? {} : { folder }) })
    this.#clients.push(client)
    await client.logIn(phone, code)
    return client
  }

  async openLoaded(datacenter: Datacenter, phone: string, code: string): Promise<TestClient> {
    const client = await this.open(datacenter, phone, code)
    await loadChats(client)
    return client
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.dispose()))
  }
}

/** Loads a whole chat list and gives the ids in order. */
export async function loadChats(
  client: TestClient,
  list: 'chatListMain' | 'chatListArchive' = 'chatListMain',
): Promise<readonly number[]> {
  const chat_list: Td.ChatList$Input = { _: list }
  for (let isComplete = false; !isComplete;) {
    isComplete = await client.invoke({ _: 'loadChats', chat_list, limit: 100 }).then(
      () => false,
      () => true,
    )
  }
  const { chat_ids } = await client.invoke({ _: 'getChats', chat_list, limit: 5000 })
  return chat_ids
}

export function sendText(
  client: TestClient,
  chat_id: number,
  text: string,
  replyToId?: number,
): Promise<Td.message> {
  return client.invoke({
    _: 'sendMessage',
    chat_id,
    ...(replyToId === undefined
      ? {}
      : { reply_to: { _: 'inputMessageReplyToMessage', message_id: replyToId } }),
    input_message_content: { _: 'inputMessageText', text: { _: 'formattedText', text, entities: [] } },
  })
}

export function readText(message: Td.message | undefined): string | undefined {
  return message?.content._ === 'messageText' ? message.content.text.text : undefined
}

export function waitForMessage(client: TestClient, text: string): Promise<Td.updateNewMessage> {
  return client.waitForUpdate('updateNewMessage', ({ message }) => readText(message) === text)
}

/** Everything the server has of a chat, newest first. */
export async function readHistory(client: TestClient, chat_id: number): Promise<readonly Td.message[]> {
  const messages: Td.message[] = []
  for (;;) {
    const from_message_id = messages.at(-1)?.id ?? 0
    const page = await client.invoke({
      _: 'getChatHistory',
      chat_id,
      from_message_id,
      offset: 0,
      limit: 100,
      only_local: false,
    })
    if (page.messages.length === 0) return messages
    for (const message of page.messages) if (message !== null) messages.push(message)
  }
}
