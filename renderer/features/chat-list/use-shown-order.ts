import { useMemo } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { useOpenChatId } from '../../app/navigation.ts'
import { useList } from '../../entities/hooks.ts'
import { findListOf, type ListTab } from './list-view.ts'

/** The chats of a tab in their order. */
export function useShownOrder(tab: ListTab): readonly ChatId[] {
  const list = useList(findListOf(tab))
  const openChatId = useOpenChatId()
  return useMemo(
    () => (tab === 'unread' ? keepOpenChat(list.unreadOrder, list.order, openChatId) : list.order),
    [tab, list, openChatId],
  )
}

/** The chat that is being read stays among the unread ones where it was, or it would vanish under the reader. */
export function keepOpenChat(
  unread: readonly ChatId[],
  order: readonly ChatId[],
  openChatId: ChatId | undefined,
): readonly ChatId[] {
  if (openChatId === undefined || unread.includes(openChatId) || !order.includes(openChatId)) return unread
  const shown = new Set([...unread, openChatId])
  return order.filter((id) => shown.has(id))
}
