import type { VirtualItem } from '@tanstack/react-virtual'
import { useLayoutEffect } from 'react'
import type { ListOrder } from '#shared/domain/ordered-places/list-order.ts'
import { rowElementId } from './row/chat-row.tsx'

/**
 * Tells assistive tools which of how many each row is. It is written past the rows: when one chat moves, every place
 * below it changes, and no row has to be drawn for that.
 */
export function useRowPositions(items: readonly VirtualItem[], order: ListOrder): void {
  useLayoutEffect(() => {
    for (const { index } of items) {
      const chatId = order.at(index)
      const row = chatId === undefined ? null : document.getElementById(rowElementId(chatId))
      row?.setAttribute('aria-posinset', String(index + 1))
      row?.setAttribute('aria-setsize', String(order.length))
    }
  }, [items, order])
}
