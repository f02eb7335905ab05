import type * as Td from 'tdlib-types'
import type { StoredLogMessage } from '../../store/team-store.ts'
import type { TdClient, TdRefusal } from '../../telegram/td-client.ts'
import type { LogBook } from './log-book.ts'
import { authorityQuery, readNewest, readStretch, searchChannel } from './search-channel.ts'

interface Compared {
  readonly channelId: number
  readonly book: LogBook
}

type Outcome = { readonly ok: true } | { readonly ok: false; readonly refusal: TdRefusal }

/**
 * Takes from the server the newest messages and all that give roles, as they are now. What was changed or deleted while
 * nobody told this console of it is known afterwards, but for older events that give no roles: those the next snapshot
 * finds out.
 */
export async function compareLog(
  td: TdClient,
  { book, channelId }: Compared,
  read: (messages: readonly Td.message[]) => readonly StoredLogMessage[],
): Promise<Outcome> {
  const newest = await readNewest(td, channelId)
  if (!newest.ok) return newest
  const { found, isAll } = newest.messages
  if (found.length === 0) return { ok: true }
  const ids = found.map(({ id }) => id)
  const fromId = isAll ? 0 : Math.min(...ids)
  book.replace(fromId, Math.max(...ids), read(found))
  if (isAll) return { ok: true }

  const marked = await searchChannel(td, channelId, { query: authorityQuery, fromId })
  if (!marked.ok) return marked
  book.add(read(marked.messages))
  const markedIds = new Set(marked.messages.map(({ id }) => id))
  for (const id of book.markedIds) {
    if (id >= fromId || markedIds.has(id)) continue
    // A search may miss something; that a message is gone has to be seen at its place.
    const place = await readStretch(td, channelId, id - 1, id)
    if (!place.ok) return place
    book.replace(id, id, read(place.messages ?? []))
  }
  return { ok: true }
}
