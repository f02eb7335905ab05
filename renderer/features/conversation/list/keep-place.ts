import { core } from '../../../entities/core.ts'
import type { ShownMessages } from './shown-messages.ts'

/** A reconnection opens the chat where the reader is; at the end it opens at the end. */
export function keepPlace({
  chatId,
  conversation,
  ids,
  virtualizer,
  scroller,
  isSettled,
}: ShownMessages): void {
  const element = scroller.current
  if (element === null || !isSettled) return
  const middle = (virtualizer.scrollOffset ?? 0) + element.clientHeight / 2
  const isEnd = virtualizer.isAtEnd() && !conversation.hasNewer
  const item = isEnd ? undefined : virtualizer.getVirtualItemForOffset(middle)
  core.keepPlace(chatId, item === undefined ? undefined : ids[item.index])
}
