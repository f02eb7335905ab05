import type * as Td from 'tdlib-types'
import type { TdClient, TdRefusal } from '../../telegram/td-client.ts'

/** Finds what gives roles. */
export const authorityQuery = '#watchfloor'
/** Telegram gives at most so many messages at once. */
const page = 100

type Found<Messages> =
  | { readonly ok: true; readonly messages: Messages }
  | { readonly ok: false; readonly refusal: TdRefusal }

/**
 * Everything that the server finds below `fromId` (0: from the end) and above `downToId`, newest first. A search is
 * answered by the server, never from what TDLib remembers.
 */
export async function searchChannel(
  td: TdClient,
  channelId: number,
  {
    query,
    fromId = 0,
    downToId = 0,
  }: { readonly query: string; readonly fromId?: number; readonly downToId?: number },
): Promise<Found<readonly Td.message[]>> {
  const messages: Td.message[] = []
  for (let from = fromId; ;) {
    const found = await td.invoke({
      _: 'searchChatMessages',
      chat_id: channelId,
      query,
      from_message_id: from,
      offset: 0,
      limit: page,
    })
    if (!found.ok) return found
    messages.push(...found.value.messages.filter(({ id }) => id > downToId))
    from = found.value.next_from_message_id
    const last = found.value.messages.at(-1)
    if (last === undefined || from === 0 || last.id <= downToId) return { ok: true, messages }
  }
}

/** The newest messages that the server has: all from `fromId` on, which is 0 where there are no others. */
export async function readNewest(
  td: TdClient,
  channelId: number,
  count = page,
): Promise<Found<{ readonly found: readonly Td.message[]; readonly fromId: number }>> {
  const result = await td.invoke({
    _: 'searchChatMessages',
    chat_id: channelId,
    query: '',
    from_message_id: 0,
    offset: 0,
    limit: count,
  })
  if (!result.ok) return result
  const { messages: found, next_from_message_id: nextId } = result.value
  // The next page begins below that id.
  const fromId = nextId === 0 ? 0 : Math.min(nextId, ...found.map(({ id }) => id))
  return { ok: true, messages: { found, fromId } }
}

/**
 * What the server has above `afterId` up to `upToId`, which it has to have itself: undefined messages mean that the
 * answer cannot be relied on. Where that message is gone, nothing of the stretch is known but that.
 */
export async function readStretch(
  td: TdClient,
  channelId: number,
  afterId: number,
  upToId: number,
): Promise<Found<readonly Td.message[] | undefined>> {
  const found = await searchChannel(td, channelId, { query: '', fromId: upToId + 1, downToId: afterId })
  if (!found.ok || found.messages.some(({ id }) => id === upToId)) return found
  return { ok: true, messages: undefined }
}
