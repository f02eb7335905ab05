import type { Rows } from '../rows/create-rows.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { FoundGone } from '../telegram/gone-messages.ts'
import { asChatId, asMessageId } from '../telegram/ids.ts'

/** The events that TDLib would have told, had it been told itself: first the new last message, then the deletion. */
export function tellGone(
  { chatId, ids, newest }: FoundGone,
  { rows }: { readonly rows: Pick<Rows, 'model'> },
): readonly TelegramEvent[] {
  const id = asChatId(chatId)
  const deleted: TelegramEvent = {
    kind: 'messages_deleted',
    chatId: id,
    messageIds: ids.map((one) => asMessageId(one)),
  }
  const last = rows.model.findRecord(chatId)?.lastMessage
  if (newest === undefined || last === undefined || !ids.includes(last.id)) return [deleted]
  return [{ kind: 'last_message_changed', chatId: id, message: newest, places: [] }, deleted]
}
