import type { ShownMessages } from './shown-messages.ts'
import { readMessage } from '../model/read-messages.ts'
import type { SeenScreen } from './view-tracker.ts'

/** A message that ends a little below the edge is read, as is one that fills the screen. */
const slack = 8

/**
 * What of the messages stands on screen and counts for reading; undefined while the list is not where it belongs.
 * `lastReadId`: the newest incoming message that was read before.
 */
export function readScreen(
  { chatId, conversation, ids, virtualizer, isSettled }: ShownMessages,
  lastReadId: number,
): Omit<SeenScreen, 'isWatched'> | undefined {
  if (!isSettled) return undefined
  const top = virtualizer.scrollOffset ?? 0
  const bottom = top + (virtualizer.scrollElement?.clientHeight ?? 0)
  const visible = virtualizer.getVirtualItems().flatMap(({ index, start, end }) => {
    const id = ids[index]
    const isVisible = start < bottom && end > top && (end <= bottom + slack || start <= top)
    return id === undefined || !isVisible ? [] : [id]
  })
  const unread = visible.flatMap((id) => {
    const message = readMessage(chatId, id)
    if (message === undefined || message.isOutgoing || message.state !== 'sent') return []
    const isRead = id <= lastReadId
    return isRead && !message.isMention ? [] : [{ id, isMentionOnly: isRead }]
  })
  const endId = conversation.hasNewer ? undefined : ids.at(-1)
  return { unread, lastId: endId !== undefined && visible.includes(endId) ? endId : undefined }
}

/** The date of the message at the top of the screen. */
export function readTopDateS({ chatId, ids, virtualizer, isSettled }: ShownMessages): number | undefined {
  const item = virtualizer.getVirtualItemForOffset(virtualizer.scrollOffset ?? 0)
  return item === undefined || !isSettled ? undefined : readMessage(chatId, ids[item.index])?.dateS
}
