import type { Message } from '../../telegram/message.ts'
import { searchMessages, searchPage } from '../../telegram/requests.ts'
import type { TdCaller, TdResult } from '../../telegram/td-client.ts'

/** Finds what gives roles. */
export const authorityQuery = '#watchfloor'

export interface ChannelSearch {
  readonly query: string
  /** Found is what stands below it; 0 or absent: everything from the end. */
  readonly fromId?: number
  /** And above this one. */
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

/** The newest messages that the server has: all from `fromId` on, which is 0 where there are no others. */
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
 * What the server has above `afterId` up to `upToId`, which it has to have itself: undefined means that the answer
 * cannot be relied on. Where that message is gone, nothing of the stretch is known but that.
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
