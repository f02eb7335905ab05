import { type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback } from 'react'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { extractRange } from '../../../lib/extract-range.ts'
import type { RowNotes } from '../../notes/index.ts'
import { readMessage } from '../model/read-messages.ts'
import { estimateHeight } from './estimate-height.ts'
import type { MessageVirtualizer } from './shown-messages.ts'
import { useReadersPlace } from './use-readers-place.ts'

interface Options {
  readonly chatId: ChatId
  readonly ids: readonly MessageId[]
  readonly notes: ReadonlyMap<MessageId, RowNotes>
  /** Stays in the document wherever the list is scrolled. */
  readonly focusedId: MessageId | undefined
  /** The list follows messages that are added at the end. */
  readonly isLive: boolean
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Called when other rows are on screen, or the same ones elsewhere. */
  readonly onScreenChange: RefObject<() => void>
}

const overscan = 8
/** Room that stays above the "new messages" line, so that what was read last is in sight. */
const contextAbove = 72

/** Which rows are drawn, and where; the reader keeps the place when history is put before it. */
export function useMessageVirtualizer(options: Options): MessageVirtualizer {
  const { chatId, ids, notes, focusedId, isLive, scroller, onScreenChange } = options
  const focusedIndex = focusedId === undefined ? -1 : ids.indexOf(focusedId)
  // The virtualizer is one object that changes inside; nothing here is memoised on it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: ids.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    estimateSize: (index) => {
      const id = ids[index]
      return estimateHeight(readMessage(chatId, id), id === undefined ? undefined : notes.get(id))
    },
    overscan,
    anchorTo: 'end',
    followOnAppend: isLive,
    scrollEndThreshold: 32,
    paddingStart: 8,
    paddingEnd: 10,
    scrollPaddingStart: contextAbove,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    onChange: () => {
      onScreenChange.current()
    },
    rangeExtractor: useCallback((range: Range) => extractRange(range, [focusedIndex]), [focusedIndex]),
  })
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = useReadersPlace(ids)
  return virtualizer
}
