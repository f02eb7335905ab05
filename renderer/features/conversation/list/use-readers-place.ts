import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef } from 'react'
import type { MessageId } from '#shared/contract/entities/ids.ts'

type MessageVirtualizer = Virtualizer<HTMLDivElement, HTMLDivElement>

/**
 * Decides when the list moves along with a row that changed its height. What is above the reader may do so in either
 * direction of scrolling; a row at the upper edge only when it changed at its top: the one that was the first and loses
 * its day and its header when the messages before it are loaded.
 */
export function useReadersPlace(
  ids: readonly MessageId[],
): (item: VirtualItem, delta: number, virtualizer: MessageVirtualizer) => boolean {
  const firstId = ids[0]
  const first = useRef(firstId)
  const formerFirst = useRef<MessageId | undefined>(undefined)
  useLayoutEffect(() => {
    if (first.current === firstId) return
    formerFirst.current = first.current
    first.current = firstId
  }, [firstId])

  return useCallback((item, _delta, { itemSizeCache, scrollOffset }) => {
    const known = itemSizeCache.get(item.key)
    const offset = scrollOffset ?? 0
    if (known === undefined || item.key === formerFirst.current) return item.start < offset
    return item.start + known <= offset
  }, [])
}
