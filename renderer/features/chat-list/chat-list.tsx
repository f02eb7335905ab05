import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { useSetting } from '../../entities/hooks.ts'
import { listElementId } from '../../shell/focus.ts'
import { listViewStore, moveCursor, useCursor, type ListTab } from '../../shell/list-view.ts'
import { useOpenChatId } from '../../shell/navigation.ts'
import styles from './chat-list.module.css'
import { EmptyList } from './empty-list.tsx'
import { createRowPresses } from './handle-row-press.ts'
import { ListRows } from './list-rows.tsx'
import { RowMenu } from './menu/row-menu.tsx'
import { createListLayout } from './model/list-layout.ts'
import { findIndex, listPinned } from './model/shown-list.ts'
import { MovedHint } from './moved-hint.tsx'
import { rowElementId } from './row/chat-row.tsx'
import { useHeldList } from './use-held-list.ts'
import { usePinDrag } from './use-pin-drag.ts'
import { usePointerFreeze } from './use-pointer-freeze.ts'
import { useRowPositions } from './use-row-positions.ts'
import { useRowVirtualizer } from './use-row-virtualizer.ts'
import { useShownList } from './use-shown-order.ts'
import { useWalk } from './use-walk.ts'

/** The rows of one tab; only those on screen are in the document. */
export function ChatList({ tab }: { readonly tab: ListTab }): ReactNode {
  const { t } = useTranslation('chat-list')
  const scroller = useRef<HTMLDivElement>(null)
  const { list, movedCount, freeze, apply, expectChange } = useHeldList(useShownList(tab))
  const { order, starts } = list
  const rowHeight = useSetting('rowHeight')
  const openChatId = useOpenChatId()
  const cursor = useCursor()
  const layout = createListLayout(starts, order.length, rowHeight)
  const kept = [cursor, openChatId]
  const { virtualizer, reveal } = useRowVirtualizer({ order, layout, scroller, kept })
  useFollowOpenChat(openChatId, reveal)

  const pinned = useMemo(() => listPinned(list), [list])
  const hold = () => freeze.hold()
  const rows = { chatIds: pinned, top: layout.topOf(starts.pinned), rowHeight }
  const drag = usePinDrag({ scroller, rows, hold, onMove: expectChange })
  const walk = useWalk({ order, pinned, scroller, rowHeight, freeze, reveal, onPinMoved: expectChange })
  const items = virtualizer.getVirtualItems()
  useRowPositions(items, order)
  const pointer = usePointerFreeze(freeze)

  if (order.length === 0) return <EmptyList tab={tab} />
  const isCursorShown = cursor !== undefined && findIndex(order, cursor) >= 0
  return (
    <div className={styles.area} {...pointer}>
      <RowMenu hold={hold} onChange={expectChange}>
        <div
          ref={scroller}
          id={listElementId}
          role="listbox"
          aria-label={t('label')}
          tabIndex={0}
          className={styles.scroller}
          aria-activedescendant={isCursorShown ? rowElementId(cursor) : undefined}
          onKeyDown={walk}
          {...createRowPresses(list, freeze, drag)}
          onFocus={() => {
            if (listViewStore.getState().cursor === undefined) moveCursor(openChatId ?? order.at(0))
          }}
          onBlur={() => {
            freeze.leaveByKeys()
          }}
        >
          <div role="presentation" style={{ height: virtualizer.getTotalSize() }} className={styles.rows}>
            <ListRows
              items={items}
              list={list}
              layout={layout}
              rowHeight={rowHeight}
              cursor={cursor}
              draggedId={drag.draggedId}
              hasNotes={tab === 'starred'}
            />
            <DropLine top={drag.lineTop} />
          </div>
        </div>
      </RowMenu>
      <MovedHint count={movedCount} onApply={apply} />
    </div>
  )
}

/** Scrolls to a chat when it is opened, from wherever, and puts the cursor on it. */
function useFollowOpenChat(openChatId: ChatId | undefined, reveal: (chatId: ChatId) => void): void {
  useEffect(() => {
    if (openChatId === undefined) return
    moveCursor(openChatId)
    reveal(openChatId)
  }, [openChatId, reveal])
}

/** Where a dragged pin would be put; `top` is px from the top of the rows. */
function DropLine({ top }: { readonly top: number | undefined }): ReactNode {
  if (top === undefined) return undefined
  return <div role="presentation" className={styles.dropLine} style={{ transform: `translateY(${top}px)` }} />
}
