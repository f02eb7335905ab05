import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageVirtualizer } from './shown-messages.ts'

export interface ListKeyActions {
  reply(messageId: MessageId): void
  note(messageId: MessageId): void
  copyText(messageId: MessageId): void
  remove(messageId: MessageId): void
  /** Returns the focus to the field. */
  leave(): void
}

interface Options {
  readonly ids: readonly MessageId[]
  readonly focusedId: MessageId | undefined
  readonly setFocusedId: (id: MessageId | undefined) => void
  readonly virtualizer: MessageVirtualizer
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

  const walk = (event: KeyboardEvent): boolean => {
    const current = focusedId === undefined ? -1 : ids.indexOf(focusedId)
    switch (event.code) {
      case 'ArrowUp':
      case 'ArrowDown':
        if (current < 0) move(lastVisibleIndex(virtualizer))
        else move(current + (event.code === 'ArrowUp' ? -1 : 1))
        return true
      case 'Home':
      case 'End':
        if (current < 0) return false
        move(event.code === 'Home' ? 0 : ids.length - 1)
        return true
      default:
        return false
    }
  }
  const leave = (): void => {
    setFocusedId(undefined)
    actions.leave()
  }

  return (event) => {
    if (event.code === 'Escape') {
      event.stopPropagation()
      leave()
      return
    }
    if ((!hasModifier(event) && walk(event)) || actOnMessage(event, focusedId, actions)) {
      event.preventDefault()
      return
    }
    // Letters typed here are meant for the composer; it takes the focus before the letter arrives.
    if (isLetter(event) && !hasModifier(event) && !isInControl(event)) leave()
  }
}

/** Whether the key was for the message with the focus. */
function actOnMessage(
  event: KeyboardEvent,
  focusedId: MessageId | undefined,
  actions: ListKeyActions,
): boolean {
  if (focusedId === undefined) return false
  if (event.code === 'KeyC') {
    if (!(event.ctrlKey || event.metaKey) || hasSelection()) return false
    actions.copyText(focusedId)
    return true
  }
  if (hasModifier(event)) return false
  switch (event.code) {
    case 'Delete':
      actions.remove(focusedId)
      return true
    case 'KeyR':
      if (isInControl(event)) return false
      actions.reply(focusedId)
      return true
    case 'KeyN':
      if (isInControl(event)) return false
      actions.note(focusedId)
      return true
    default:
      return false
  }
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey
}

function isInControl(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.closest('button, a, input') !== null
}

/** C never counts: with Ctrl it copies. */
function isLetter({ code, key }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' ' && code !== 'KeyC'
}

function hasSelection(): boolean {
  return (document.getSelection()?.toString() ?? '') !== ''
}

function lastVisibleIndex(virtualizer: MessageVirtualizer): number {
  return virtualizer.range?.endIndex ?? virtualizer.options.count - 1
}
