import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import {
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { openChat, useOpenChatId } from '../../shell/navigation.ts'
import { useSetting } from '../../entities/hooks.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import styles from './chat-list.module.css'
import { EmptyList } from './empty-list.tsx'
import { listElementId } from '../../shell/focus.ts'
import { listViewStore, moveCursor, useCursor, type ListTab } from '../../shell/list-view.ts'
import { RowMenu } from './menu/row-menu.tsx'
import { createListLayout, headingHeight } from './model/list-layout.ts'
import { findIndex, findSection, listPinned } from './model/shown-list.ts'
import { MovedHint } from './moved-hint.tsx'
import { ChatRow, rowElementId } from './row/chat-row.tsx'
import { findRowAt } from './row/find-row.ts'
import { useHeldList } from './use-held-list.ts'
import { usePinDrag } from './use-pin-drag.ts'
import { useShownList } from './use-shown-order.ts'
import { useWalk } from './use-walk.ts'

/** The rows of one tab; only those on screen are in the document. */
export function ChatList({ tab }: { readonly tab: ListTab }): ReactNode {
  const { t } = useTranslation('chat-list')
  const scroller = useRef<HTMLDivElement>(null)
  const held = useHeldList(useShownList(tab))
  const { order, starts } = held.list
  const { freeze } = held
  const rowHeight = useSetting('rowHeight')
  const openChatId = useOpenChatId()
  const cursor = useCursor()
  const layout = createListLayout(starts, order.length, rowHeight)
  const latestOrder = useRef(order)
  useLayoutEffect(() => {
    latestOrder.current = order
  })

  // Rows that assistive tools are told about have to be in the document, wherever the list is scrolled.
  const kept = [cursor, openChatId].map((chatId) => findIndex(order, chatId)).filter((index) => index >= 0)
  const virtualizer = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: layout.heightOf,
    overscan: 6,
    rangeExtractor: (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), ...kept])].toSorted((a, b) => a - b),
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
  useEffect(() => {
    if (openChatId === undefined) return
    moveCursor(openChatId)
    reveal(openChatId)
  }, [openChatId, reveal])

  const pinned = useMemo(() => listPinned(held.list), [held.list])
  const drag = usePinDrag({
    scroller,
    rows: { chatIds: pinned, top: layout.topOf(starts.pinned), rowHeight },
    hold: () => freeze.hold(),
    onMove: held.expectChange,
  })
  const walk = useWalk({ order, pinned, scroller, rowHeight, freeze, reveal, onPinMoved: held.expectChange })

  const items = virtualizer.getVirtualItems()
  // Written past the rows: when one chat moves, every place below it changes, and no row has to be drawn for that.
  useLayoutEffect(() => {
    for (const { index } of items) {
      const chatId = order.at(index)
      const row = chatId === undefined ? null : document.getElementById(rowElementId(chatId))
      row?.setAttribute('aria-posinset', String(index + 1))
      row?.setAttribute('aria-setsize', String(order.length))
    }
  }, [items, order])

  const lastPoint = useRef('')
  const noticePointer = (event: PointerEvent): void => {
    // A browser repeats the last movement when rows move under a pointer that rests.
    const point = `${event.screenX} ${event.screenY}`
    if (point === lastPoint.current) return
    lastPoint.current = point
    freeze.usePointer()
  }

  if (order.length === 0) return <EmptyList tab={tab} />
  return (
    <div
      className={styles.area}
      onPointerMove={noticePointer}
      onPointerLeave={() => {
        lastPoint.current = ''
        freeze.leaveByPointer()
      }}
      onWheel={() => {
        freeze.usePointer()
      }}
    >
      <RowMenu hold={() => freeze.hold()} onChange={held.expectChange}>
        <div
          ref={scroller}
          id={listElementId}
          role="listbox"
          aria-label={t('label')}
          tabIndex={0}
          className={styles.scroller}
          aria-activedescendant={
            cursor === undefined || findIndex(order, cursor) < 0 ? undefined : rowElementId(cursor)
          }
          onKeyDown={walk}
          onPointerDown={(event) => {
            drag.takeClick()
            const chatId = findRowAt(event.target)
            if (chatId === undefined) return
            freeze.usePointer()
            if (findSection(starts, findIndex(order, chatId)) === 'pinned') drag.start(chatId, event)
          }}
          onClick={(event) => {
            if (drag.takeClick()) return
            const chatId = findRowAt(event.target)
            if (chatId !== undefined) openChat(chatId)
          }}
          onFocus={() => {
            if (listViewStore.getState().cursor === undefined) moveCursor(openChatId ?? order.at(0))
          }}
          onBlur={() => {
            freeze.leaveByKeys()
          }}
        >
          <div role="presentation" style={{ height: virtualizer.getTotalSize() }} className={styles.rows}>
            {items.map((item) => {
              const chatId = order.at(item.index)
              if (chatId === undefined) return undefined
              const heading = layout.headingAt(item.index)
              const top = layout.topOf(item.index)
              const shift = heading === undefined ? 0 : headingHeight
              return (
                <div
                  key={chatId}
                  role="presentation"
                  className={joinClasses(styles.slot, chatId === drag.draggedId && styles.dragged)}
                  style={{ height: rowHeight, transform: `translateY(${top}px)` }}
                >
                  {heading === undefined ? undefined : (
                    <div
                      role="presentation"
                      aria-hidden="true"
                      className={styles.heading}
                      style={{ height: shift, top: -shift }}
                    >
                      {t(`section.${heading}`)}
                    </div>
                  )}
                  <ChatRow
                    chatId={chatId}
                    section={findSection(starts, item.index)}
                    isCursor={chatId === cursor}
                    hasNote={tab === 'starred'}
                  />
                </div>
              )
            })}
            {drag.lineTop === undefined ? undefined : (
              <div
                role="presentation"
                className={styles.dropLine}
                style={{ transform: `translateY(${drag.lineTop}px)` }}
              />
            )}
          </div>
        </div>
      </RowMenu>
      <MovedHint count={held.movedCount} onApply={held.apply} />
    </div>
  )
}
