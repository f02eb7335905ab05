import type { MouseEvent, PointerEvent } from 'react'
import { openChat } from '../../shell/navigation.ts'
import type { ListFreeze } from './model/list-freeze.ts'
import { findIndex, findSection, type ShownList } from './model/shown-list.ts'
import { findRowAt } from './row/find-row.ts'
import type { PinDrag } from './use-pin-drag.ts'

interface RowPresses {
  readonly onPointerDown: (event: PointerEvent) => void
  readonly onClick: (event: MouseEvent) => void
}

/** A press on a row: it opens the chat, or begins to drag a pin. */
export function createRowPresses(
  { order, starts }: ShownList,
  freeze: ListFreeze,
  drag: PinDrag,
): RowPresses {
  return {
    onPointerDown: (event) => {
      drag.takeClick()
      const chatId = findRowAt(event.target)
      if (chatId === undefined) return
      freeze.noticePointer()
      if (findSection(starts, findIndex(order, chatId)) === 'pinned') drag.start(chatId, event)
    },
    onClick: (event) => {
      if (drag.takeClick()) return
      const chatId = findRowAt(event.target)
      if (chatId !== undefined) openChat(chatId)
    },
  }
}
