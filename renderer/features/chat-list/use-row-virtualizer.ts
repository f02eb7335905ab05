import { type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ListOrder } from '#shared/domain/ordered-places/list-order.ts'
import { extractRange } from '../../lib/extract-range.ts'
import type { ListLayout } from './model/list-layout.ts'
import { findIndex } from './model/shown-list.ts'

interface Options {
  readonly order: ListOrder
  readonly layout: ListLayout
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Rows that assistive tools are told about: they are in the document wherever the list is scrolled. */
  readonly kept: readonly (ChatId | undefined)[]
}

interface RowVirtualizer {
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>
  /** Scrolls as far as the row needs to be in sight; the same function as long as the list is shown. */
  readonly reveal: (chatId: ChatId) => void
}

/** Which rows are drawn. */
export function useRowVirtualizer({ order, layout, scroller, kept }: Options): RowVirtualizer {
  const latestOrder = useRef(order)
  useLayoutEffect(() => {
    latestOrder.current = order
  })
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: layout.heightOf,
    overscan: 6,
    rangeExtractor: (range: Range) =>
      extractRange(
        range,
        kept.map((chatId) => findIndex(order, chatId)),
      ),
  })
  useLayoutEffect(() => {
    virtualizer.measure()
  }, [virtualizer, layout.signature])

  const reveal = useCallback(
    (chatId: ChatId) => {
      const index = findIndex(latestOrder.current, chatId)
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' })
    },
    [virtualizer],
  )
  return { virtualizer, reveal }
}
