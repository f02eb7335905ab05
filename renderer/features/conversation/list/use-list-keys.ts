import type { ReactVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'

export interface ListKeyActions {
  reply(messageId: MessageId): void
  note(messageId: MessageId): void
  copyText(messageId: MessageId): void
  remove(messageId: MessageId): void
  /** Back to writing. */
  leave(): void
}

interface Options {
  readonly chatId: ChatId
  readonly ids: readonly MessageId[]
  readonly focusedId: MessageId | undefined
  readonly setFocusedId: (id: MessageId | undefined) => void
  readonly virtualizer: ReactVirtualizer<HTMLDivElement, HTMLDivElement>
  readonly scroller: RefObject<HTMLElement | null>
  readonly actions: ListKeyActions
}

/** Walking the messages by arrows, and what can be done with the one that has the focus. Keys are read by place, for every layout. */
export function useListKeys(options: Options): (event: KeyboardEvent) => void {
  const { ids, focusedId, setFocusedId, virtualizer, scroller, actions } = options

  useEffect(() => {
    if (focusedId === undefined) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-message-id="${focusedId}"]`)
    row?.focus({ preventScroll: true })
  }, [focusedId, scroller])

  const move = (index: number): void => {
    const bounded = Math.min(Math.max(index, 0), ids.length - 1)
    const id = ids[bounded]
    if (id === undefined) return
    virtualizer.scrollToIndex(bounded, { align: 'auto' })
    setFocusedId(id)
  }

  return (event) => {
    const isInControl =
      event.target instanceof HTMLElement && event.target.closest('button, a, input') !== null
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey
    const current = focusedId === undefined ? -1 : ids.indexOf(focusedId)
    switch (event.code) {
      case 'ArrowUp':
      case 'ArrowDown':
        if (hasModifier) return
        event.preventDefault()
        if (current < 0) move(lastVisibleIndex(virtualizer))
        else move(current + (event.code === 'ArrowUp' ? -1 : 1))
        return
      case 'Home':
      case 'End':
        if (hasModifier || current < 0) return
        event.preventDefault()
        move(event.code === 'Home' ? 0 : ids.length - 1)
        return
      case 'Escape':
        event.stopPropagation()
        setFocusedId(undefined)
        actions.leave()
        return
      case 'KeyC':
        if (!(event.ctrlKey || event.metaKey) || focusedId === undefined || hasSelection()) return
        event.preventDefault()
        actions.copyText(focusedId)
        return
      case 'Delete':
        if (hasModifier || focusedId === undefined) return
        event.preventDefault()
        actions.remove(focusedId)
        return
      case 'KeyR':
        if (hasModifier || focusedId === undefined || isInControl) break
        event.preventDefault()
        actions.reply(focusedId)
        return
      case 'KeyN':
        if (hasModifier || focusedId === undefined || isInControl) break
        event.preventDefault()
        actions.note(focusedId)
        return
      default:
        break
    }
    // Letters typed here are meant for the composer; it takes the focus before the letter arrives.
    if (!hasModifier && !isInControl && event.key.length === 1 && event.key !== ' ') {
      setFocusedId(undefined)
      actions.leave()
    }
  }
}

function hasSelection(): boolean {
  return (document.getSelection()?.toString() ?? '') !== ''
}

function lastVisibleIndex(virtualizer: ReactVirtualizer<HTMLDivElement, HTMLDivElement>): number {
  return virtualizer.range?.endIndex ?? virtualizer.options.count - 1
}
