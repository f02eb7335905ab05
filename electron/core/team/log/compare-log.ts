import type { TdCaller, TdResult } from '../../telegram/td-client.ts'
import type { TeamLogBook } from './log-book.ts'
import type { ReadIntake } from './read-intake.ts'
import { authorityQuery, readNewest, readStretch, searchChannel } from './search-channel.ts'

interface Compared {
  readonly channelId: number
  readonly book: TeamLogBook
  readonly intake: Pick<ReadIntake, 'add' | 'replace'>
}

/**
 * Takes from the server the newest messages and all that give roles, as they are now. This finds all that was
 * changed or deleted without this console being told, except older events that give no roles: the next snapshot
 * shows that those do not agree. The value is how many messages were read.
 */
export async function compareTeamLog(
  client: TdCaller,
  { book, channelId, intake }: Compared,
): Promise<TdResult<number>> {
  // The newest known id is taken before the server is asked: a message that is known by now and absent from
  // the answer was deleted, even if it is newer than all messages found.
  const { newestId } = book
  const newest = await readNewest(client, channelId)
  if (!newest.ok) return newest
  const { found, fromId } = newest.value
  intake.replace(fromId, Math.max(newestId, ...found.map(({ id }) => id)), found)
  if (fromId === 0) return { ok: true, value: found.length }

  const marked = await searchChannel(client, channelId, { query: authorityQuery, fromId })
  if (!marked.ok) return marked
  intake.add(marked.value)
  const markedIds = new Set<number>(marked.value.map(({ id }) => id))
  for (const id of book.markedIds) {
    if (id >= fromId || markedIds.has(id)) continue
    // A search may miss a message: only its place in the history shows that it is gone.
    const place = await readStretch(client, channelId, id - 1, id)
    if (!place.ok) return place
    intake.replace(id, id, place.value ?? [])
  }
  return { ok: true, value: found.length + marked.value.length }
}
