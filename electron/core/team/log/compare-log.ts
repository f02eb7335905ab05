import type { TdCaller, TdResult } from '../../telegram/td-client.ts'
import type { LogBook } from './log-book.ts'
import type { ReadIntake } from './read-intake.ts'
import { authorityQuery, readNewest, readStretch, searchChannel } from './search-channel.ts'

interface Compared {
  readonly channelId: number
  readonly book: LogBook
  readonly intake: Pick<ReadIntake, 'add' | 'replace'>
}

/**
 * Takes from the server the newest messages and all that give roles, as they are now. What was changed or deleted while
 * nobody told this console of it is known afterwards, but for older events that give no roles: those the next snapshot
 * finds out. The value is how many messages were read.
 */
export async function compareLog(
  client: TdCaller,
  { book, channelId, intake }: Compared,
): Promise<TdResult<number>> {
  // Of what is known now the answer has everything that is still there, be it newer than all that it has.
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
    // A search may miss something; that a message is gone has to be seen at its place.
    const place = await readStretch(client, channelId, id - 1, id)
    if (!place.ok) return place
    intake.replace(id, id, place.value ?? [])
  }
  return { ok: true, value: found.length + marked.value.length }
}
