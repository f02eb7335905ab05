import { useMemo } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ListOrder } from '#shared/domain/ordered-places/list-order.ts'
import { useOpenChatId } from '../../shell/navigation.ts'
import { useList } from '../../entities/hooks.ts'
import { findListOf, type ListTab } from '../../shell/list-view.ts'
import { findIndex, findStarts, type ShownList } from './model/shown-list.ts'

/** The chats of a tab in their order. */
export function useShownOrder(tab: ListTab): ListOrder {
  const { chats, unreadChats } = useList(findListOf(tab))
  const openChatId = useOpenChatId()
  // Only among the unread ones does it matter which chat is open.
  const keptChatId = tab === 'unread' ? openChatId : undefined
  return useMemo(
    () => (tab === 'unread' ? keepOpenChat(unreadChats, chats, keptChatId) : chats),
    [tab, chats, unreadChats, keptChatId],
  )
}

/** The chats of a tab with their sections; the same object while nothing moved. */
export function useShownList(tab: ListTab): ShownList {
  const { places } = useList(findListOf(tab))
  const order = useShownOrder(tab)
  const { pinned, chats } = findStarts(order, (chatId) => places.get(chatId)?.section ?? 'chats')
  return useMemo(() => ({ order, starts: { pinned, chats } }), [order, pinned, chats])
}

/** The chat that is being read stays among the unread ones where it was, or it would vanish under the reader. */
export function keepOpenChat(unread: ListOrder, order: ListOrder, openChatId: ChatId | undefined): ListOrder {
  const position = findIndex(order, openChatId)
  if (openChatId === undefined || position < 0 || findIndex(unread, openChatId) >= 0) return unread
  let low = 0
  let high = unread.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (findIndex(order, unread.at(middle)) < position) low = middle + 1
    else high = middle
  }
  return [...unread].toSpliced(low, 0, openChatId)
}
