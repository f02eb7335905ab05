import { type Message, toMessage } from './message.ts'
import { searchMessages } from './requests.ts'
import type { TdCaller, TdRefusal } from './td-client.ts'

/** Telegram gives at most this many messages per request. */
const maxPage = 100
/** TDLib answers with the messages it has stored, sometimes only one, so a page takes up to this many requests. */
const maxRounds = 12

export type HistoryResult =
  | {
      readonly ok: true
      readonly messages: readonly Message[]
      /** True when no message is older than the oldest of these. */
      readonly isStart: boolean
    }
  | { readonly ok: false; readonly refusal: TdRefusal }

/**
 * At least `count` messages older than `beforeId` (0: than the end), unless the history begins earlier. Each request
 * asks for up to `pageCount` messages.
 */
export async function fetchOlder(
  client: TdCaller,
  chatId: number,
  beforeId: number,
  count: number,
  pageCount = count,
): Promise<HistoryResult> {
  const messages = new Map<number, Message>()
  let fromId = beforeId
  for (let round = 0; round < maxRounds && messages.size < count; round += 1) {
    const page = await fetchPage(client, chatId, fromId, 0, Math.min(pageCount, maxPage))
    if (!page.ok)
      return messages.size > 0 ? { ok: true, messages: [...messages.values()], isStart: false } : page
    const fresh = page.messages.filter(({ id }) => !messages.has(id) && (beforeId === 0 || id < beforeId))
    if (fresh.length === 0) return { ok: true, messages: [...messages.values()], isStart: true }
    for (const message of fresh) messages.set(message.id, message)
    fromId = Math.min(...messages.keys())
  }
  return { ok: true, messages: [...messages.values()], isStart: false }
}

/**
 * The same as the server has it now. TDLib's own history keeps messages that were deleted while TDLib missed too
 * much: TDLib is not told of them, and asks the server for no stretch that it has.
 */
export async function fetchOlderFromServer(
  client: TdCaller,
  chatId: number,
  beforeId: number,
  count: number,
): Promise<HistoryResult> {
  const messages: Message[] = []
  let fromId = beforeId
  for (let round = 0; round < maxRounds && messages.length < count; round += 1) {
    const limit = Math.min(count - messages.length, maxPage)
    const page = await searchMessages(client, chatId, { query: '', fromId, limit })
    if (!page.ok) return messages.length > 0 ? { ok: true, messages, isStart: false } : page
    if (page.value.nextFromId === 0) return { ok: true, messages, isStart: true }
    messages.push(...page.value.messages)
    fromId = page.value.nextFromId
  }
  return { ok: true, messages, isStart: false }
}

/** Up to `count` messages newer than `afterId`. An empty result means that `afterId` is the newest message. */
export async function fetchNewer(
  client: TdCaller,
  chatId: number,
  afterId: number,
  count: number,
): Promise<HistoryResult> {
  const messages = new Map<number, Message>()
  let fromId = afterId
  for (let round = 0; round < maxRounds && messages.size < count; round += 1) {
    const limit = Math.min(count, maxPage - 1)
    const page = await fetchPage(client, chatId, fromId, -limit, limit + 1)
    if (!page.ok)
      return messages.size > 0 ? { ok: true, messages: [...messages.values()], isStart: false } : page
    const fresh = page.messages.filter(({ id }) => !messages.has(id) && id > afterId)
    if (fresh.length === 0) break
    for (const message of fresh) messages.set(message.id, message)
    fromId = Math.max(...messages.keys())
  }
  return { ok: true, messages: [...messages.values()], isStart: false }
}

async function fetchPage(
  client: TdCaller,
  chatId: number,
  fromId: number,
  offset: number,
  limit: number,
): Promise<
  | { readonly ok: true; readonly messages: readonly Message[] }
  | { readonly ok: false; readonly refusal: TdRefusal }
> {
  const result = await client.invoke({
    _: 'getChatHistory',
    chat_id: chatId,
    from_message_id: fromId,
    offset,
    limit,
    only_local: false,
  })
  if (!result.ok) return result
  return {
    ok: true,
    messages: result.value.messages.flatMap((message) => (message === null ? [] : [toMessage(message)])),
  }
}
