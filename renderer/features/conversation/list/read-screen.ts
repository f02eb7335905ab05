import type { Virtualizer } from '@tanstack/react-virtual'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { SeenScreen } from './view-tracker.ts'

interface Source {
  readonly virtualizer: Pick<
    Virtualizer<HTMLDivElement, HTMLDivElement>,
    'scrollOffset' | 'getVirtualItems' | 'scrollElement'
  >
  readonly ids: readonly MessageId[]
  readonly read: (id: MessageId) => MessageView | undefined
  readonly lastReadId: number
  /** The last of `ids` is the last message of the chat. */
  readonly isAtHistoryEnd: boolean
}

/** A message that ends a little below the edge is read, as is one that fills the screen. */
const slack = 8

/** What of the messages stands on screen and counts for reading. */
export function readScreen(source: Source): Omit<SeenScreen, 'isWatched'> {
  const { virtualizer, ids, read, lastReadId, isAtHistoryEnd } = source
  const top = virtualizer.scrollOffset ?? 0
  const bottom = top + (virtualizer.scrollElement?.clientHeight ?? 0)
  const visible = virtualizer.getVirtualItems().flatMap(({ index, start, end }) => {
    const id = ids[index]
    const isVisible = start < bottom && end > top && (end <= bottom + slack || start <= top)
    return id === undefined || !isVisible ? [] : [id]
  })
  const unread = visible.flatMap((id) => {
    const message = read(id)
    if (message === undefined || message.isOutgoing || message.state !== 'sent') return []
    const isRead = id <= lastReadId
    return isRead && !message.isMention ? [] : [{ id, isMentionOnly: isRead }]
  })
  const endId = isAtHistoryEnd ? ids.at(-1) : undefined
  return { unread, lastId: endId !== undefined && visible.includes(endId) ? endId : undefined }
}
