import type { KeyboardEvent, RefObject } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ListOrder } from '#shared/domain/ordered-places/list-order.ts'
import { openChat } from '../../shell/navigation.ts'
import { openSwitcher } from '../../shell/switcher-view.ts'
import { movePin } from '../triage/index.ts'
import { listViewStore, moveCursor } from '../../shell/list-view.ts'
import type { ListFreeze } from './model/list-freeze.ts'
import { findPinStep } from './model/pin-drag.ts'
import { type ListStep, stepInList } from './step-in-list.ts'

const steps: Readonly<Record<string, ListStep>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
  Home: 'first',
  End: 'last',
}

interface Parts {
  readonly order: ListOrder
  readonly pinned: readonly ChatId[]
  readonly scroller: RefObject<HTMLElement | null>
  readonly rowHeight: number
  readonly freeze: ListFreeze
  readonly reveal: (chatId: ChatId) => void
  readonly onPinMoved: () => void
}

/** What the keys of the list do: walk, open, move a pin; letters go to the switcher. */
export function useWalk(parts: Parts): (event: KeyboardEvent) => void {
  const { order, pinned, scroller, rowHeight, freeze, reveal, onPinMoved } = parts
  return (event) => {
    // Read from the store: several keys may arrive before the next render.
    const { cursor } = listViewStore.getState()
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event
    const direction = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : undefined
    if (direction !== undefined && shiftKey && (ctrlKey || metaKey) && !altKey) {
      event.preventDefault()
      if (cursor === undefined) return
      const target = findPinStep(pinned, cursor, direction)
      if (target === 'stay') return
      freeze.noticeKeys()
      onPinMoved()
      void movePin(cursor, target.after)
      return
    }
    if (altKey || ctrlKey || metaKey) return
    const step = steps[key]
    if (step !== undefined) {
      event.preventDefault()
      freeze.noticeKeys()
      const page = Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1
      const target = stepInList(order, cursor, step, page)
      moveCursor(target)
      if (target !== undefined) reveal(target)
      return
    }
    if (key === 'Enter') {
      if (cursor !== undefined) openChat(cursor)
      return
    }
    // Letters open the switcher; those typed before it has the focus are added to its query.
    if (key.length === 1 && key !== ' ' && key !== '?') {
      event.preventDefault()
      openSwitcher(key)
    }
  }
}
