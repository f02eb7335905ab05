import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { openChat, useOpenChatId } from '../../app/navigation.ts'
import { useSetting } from '../../entities/hooks.ts'
import { openSwitcher } from '../switcher/switcher-view.ts'
import styles from './chat-list.module.css'
import { ChatRow, rowElementId } from './chat-row.tsx'
import { EmptyList } from './empty-list.tsx'
import { listElementId } from './focus-list.ts'
import { findListOf, listViewStore, moveCursor, useCursor, type ListTab } from './list-view.ts'
import { type ListStep, stepInList } from './step-in-list.ts'
import { useShownOrder } from './use-shown-order.ts'

const steps: Readonly<Record<string, ListStep>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
  Home: 'first',
  End: 'last',
}

/** The rows of one tab; only those on screen are in the document. */
export function ChatList({ tab }: { readonly tab: ListTab }): ReactNode {
  const { t } = useTranslation('chat-list')
  const scroller = useRef<HTMLDivElement>(null)
  const order = useShownOrder(tab)
  const rowHeight = useSetting('rowHeight')
  const openChatId = useOpenChatId()
  const cursor = useCursor()
  const latestOrder = useRef(order)
  useLayoutEffect(() => {
    latestOrder.current = order
  })

  // Rows that assistive tools are told about have to be in the document, wherever the list is scrolled.
  const kept = [cursor, openChatId]
    .map((id) => (id === undefined ? -1 : order.indexOf(id)))
    .filter((index) => index >= 0)
  const virtualizer = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    rangeExtractor: (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), ...kept])].toSorted((a, b) => a - b),
  })
  useLayoutEffect(() => {
    virtualizer.measure()
  }, [virtualizer, rowHeight])

  const reveal = useCallback(
    (chatId: ChatId) => {
      const index = latestOrder.current.indexOf(chatId)
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' })
    },
    [virtualizer],
  )
  useEffect(() => {
    if (openChatId === undefined) return
    moveCursor(openChatId)
    reveal(openChatId)
  }, [openChatId, reveal])

  const walk = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const page = Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1
      const target = stepInList(order, cursor, step, page)
      moveCursor(target)
      if (target !== undefined) reveal(target)
      return
    }
    if (event.key === 'Enter') {
      if (cursor !== undefined) openChat(cursor)
      return
    }
    // Letters go to the switcher; more of them may come before it has the focus, they are added there.
    if (event.key.length === 1 && event.key !== ' ' && event.key !== '?') {
      event.preventDefault()
      openSwitcher(event.key)
    }
  }

  const items = virtualizer.getVirtualItems()
  // Written past the rows: when one chat moves, every place below it changes, and no row has to be drawn for that.
  useLayoutEffect(() => {
    for (const { index } of items) {
      const chatId = order[index]
      const row = chatId === undefined ? null : document.getElementById(rowElementId(chatId))
      row?.setAttribute('aria-posinset', String(index + 1))
      row?.setAttribute('aria-setsize', String(order.length))
    }
  }, [items, order])

  if (order.length === 0) return <EmptyList tab={tab} />
  const list = findListOf(tab)
  return (
    <div
      ref={scroller}
      id={listElementId}
      role="listbox"
      aria-label={t('label')}
      tabIndex={0}
      className={styles.scroller}
      aria-activedescendant={
        cursor === undefined || !order.includes(cursor) ? undefined : rowElementId(cursor)
      }
      onKeyDown={walk}
      onClick={(event) => {
        const chatId = findRowAt(event.target)
        if (chatId !== undefined) openChat(chatId)
      }}
      onFocus={() => {
        if (listViewStore.getState().cursor === undefined) moveCursor(openChatId ?? order[0])
      }}
    >
      <div role="presentation" style={{ height: virtualizer.getTotalSize() }} className={styles.rows}>
        {items.map((item) => {
          const chatId = order[item.index]
          return chatId === undefined ? undefined : (
            <div
              key={chatId}
              role="presentation"
              className={styles.slot}
              style={{ height: rowHeight, transform: `translateY(${item.index * rowHeight}px)` }}
            >
              <ChatRow chatId={chatId} list={list} isCursor={chatId === cursor} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function findRowAt(target: EventTarget): ChatId | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-chat-id]') : null
  return row === null ? undefined : (Number(row.dataset.chatId) as ChatId)
}
