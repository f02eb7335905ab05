import type { Message } from '../../telegram/message.ts'
import { searchMessages, searchPage } from '../../telegram/requests.ts'
import type { TdCaller, TdResult } from '../../telegram/td-client.ts'

/** The search words that find the events which give roles. */
export const authorityQuery = '#watchfloor'

export interface ChannelSearch {
  readonly query: string
  /** Only messages below this id are found; 0 or absent: all, from the newest on. */
  readonly fromId?: number
  /** Only messages above this id are found. */
  readonly downToId?: number
}

/** Everything that the server finds, newest first. */
export async function searchChannel(
  client: TdCaller,
  channelId: number,
  { downToId = 0, fromId = 0, query }: ChannelSearch,
): Promise<TdResult<readonly Message[]>> {
  const messages: Message[] = []
  for (let from = fromId; ;) {
    const found = await searchMessages(client, channelId, { query, fromId: from, limit: searchPage })
    if (!found.ok) return found
    messages.push(...found.value.messages.filter(({ id }) => id > downToId))
    from = found.value.nextFromId
    const last = found.value.messages.at(-1)
    if (last === undefined || from === 0 || last.id <= downToId) return { ok: true, value: messages }
  }
}

/**
 * The newest messages that the server has: every message from `fromId` on; `fromId` is 0 when there are no older
 * ones.
 */
export async function readNewest(
  client: TdCaller,
  channelId: number,
  count = searchPage,
): Promise<TdResult<{ readonly found: readonly Message[]; readonly fromId: number }>> {
  const result = await searchMessages(client, channelId, { query: '', fromId: 0, limit: count })
  if (!result.ok) return result
  const { messages: found, nextFromId } = result.value
  // The next page begins below that id.
  const fromId = nextFromId === 0 ? 0 : Math.min(nextFromId, ...found.map(({ id }) => id))
  return { ok: true, value: { found, fromId } }
}

/**
 * What the server has above `afterId` up to `upToId`. The answer has to contain the message `upToId` itself:
 * otherwise it cannot be relied on, and the value is undefined. Where that message was deleted, nothing else of the
 * stretch is known.
 */
export async function readStretch(
  client: TdCaller,
  channelId: number,
  afterId: number,
  upToId: number,
): Promise<TdResult<readonly Message[] | undefined>> {
  const found = await searchChannel(client, channelId, { query: '', fromId: upToId + 1, downToId: afterId })
  if (!found.ok || found.value.some(({ id }) => id === upToId)) return found
  return { ok: true, value: undefined }
}
