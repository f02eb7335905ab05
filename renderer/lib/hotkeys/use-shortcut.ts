import { useEffect, useRef } from 'react'
import { createKeybindingsHandler } from 'tinykeys'
import { hostKind } from '../core-link/host.ts'
import { describeKeys } from './describe-keys.ts'
import { readKeys, shortcuts, type Shortcut, type ShortcutId } from './shortcuts.ts'

const isMac = typeof navigator !== 'undefined' && /Mac/u.test(navigator.platform)

/** How the shortcut is written in tooltips and menus of this host. */
export function getShortcutLabel(id: ShortcutId): string {
  const [first = ''] = readKeys(id, hostKind)
  return describeBinding(first)
}

/** One binding as the keys of this machine are called. */
export function describeBinding(binding: string): string {
  return describeKeys(binding, isMac)
}

/** Runs the handler while the component is there. Nothing runs behind an open dialog or menu. */
export function useShortcut(id: ShortcutId, run: () => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const { isForFields = false }: Shortcut = shortcuts[id]
    const handle = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || hasOpenPopup()) return
      event.preventDefault()
      latest.current()
    }
    const listener = createKeybindingsHandler(
      Object.fromEntries(readKeys(id, hostKind).map((keys) => [keys, handle])),
      { ignore: (event) => event.isComposing || isTyping(event, isForFields) },
    )
    window.addEventListener('keydown', listener)
    return () => {
      window.removeEventListener('keydown', listener)
    }
  }, [id])
}

/** Whether the key belongs to the field that has the focus. */
function isTyping(event: KeyboardEvent, isForFields: boolean): boolean {
  const { target, key } = event
  const isInField =
    target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
  if (!isInField) return false
  // On a Mac these walk the words of a field.
  if (isMac && event.altKey && (key === 'ArrowLeft' || key === 'ArrowRight')) return true
  return !isForFields && !event.ctrlKey && !event.metaKey && !/^F\d+$/u.test(key)
}

/** Base UI's dialogs, menus and lists are portalled to the body and close themselves by Esc. */
export function hasOpenPopup(): boolean {
  return document.querySelector('[data-popup][data-open]') !== null
}
