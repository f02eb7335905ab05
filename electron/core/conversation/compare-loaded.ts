import { isSearched } from '../telegram/gone-messages.ts'
import { fetchOlderFromServer } from '../telegram/history.ts'
import type { Message } from '../telegram/message.ts'
import type { Conversation } from './conversation.ts'
import type { ConversationContext } from './conversation-context.ts'

/**
 * Looks on the server for messages that TDLib gave to an open chat. TDLib may give messages that were deleted without
 * it being told; they go from the screen and from the store when the server does not have them.
 */
export async function compareLoaded(
  { gone, requests }: Pick<ConversationContext, 'gone' | 'requests'>,
  { chatId, messages: shown, progress }: Conversation,
  loaded: readonly Message[],
): Promise<void> {
  // Messages with negative ids are in the group that this chat was: TDLib is told of whatever happens there.
  const knownIds = loaded.flatMap((message) => (message.id > 0 && isSearched(message) ? [message.id] : []))
  if (knownIds.length === 0) return
  const newestId = Math.max(...knownIds)
  const isEnd = !progress.hasNewer && newestId >= (shown.newestId ?? 0)
  const beforeId = isEnd ? 0 : newestId + 1
  const stretch = await requests.run('opened_history', async (td) => {
    const page = await fetchOlderFromServer(td, chatId, beforeId, knownIds.length)
    return page.ok ? { ok: true, value: page } : page
  })
  if (stretch.ok) gone.compare(chatId, knownIds, { ...stretch.value, beforeId })
}
