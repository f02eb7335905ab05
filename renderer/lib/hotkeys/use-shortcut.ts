import { useCallback, useEffect, useRef } from 'react'
import { createKeybindingsHandler } from 'tinykeys'
import { hostKind } from '../core-link/host.ts'
import { belongsToField } from './belongs-to-field.ts'
import { describeKeys } from './describe-keys.ts'
import { useKeyChanges } from './key-changes.ts'
import { readKeys, shortcuts, type Shortcut, type ShortcutId } from './shortcuts.ts'

export const isMac = typeof navigator !== 'undefined' && /Mac/u.test(navigator.platform)

/** The keys of a shortcut as they are set now, drawn again when they change; the shown one first. */
export function useKeys(id: ShortcutId): readonly string[] {
  return readKeys(id, hostKind, useKeyChanges())
}

/** How the shortcut is written in tooltips and menus; undefined when it has no keys. */
export function useShortcutLabel(id: ShortcutId): string | undefined {
  return describeFirst(useKeys(id))
}

/** The same for several, where entries of a menu are made. */
export function useShortcutLabels(): (id: ShortcutId) => string | undefined {
  const changes = useKeyChanges()
  return useCallback((id) => describeFirst(readKeys(id, hostKind, changes)), [changes])
}

function describeFirst([first]: readonly string[]): string | undefined {
  return first === undefined ? undefined : describeBinding(first)
}

/** One binding as the keys of this machine are called. */
export function describeBinding(binding: string): string {
  return describeKeys(binding, isMac)
}

/** `false`: this handler does not take the key, and others may. */
export type ShortcutRun = (event: KeyboardEvent) => unknown

/** Runs the handler while the component is there. Nothing runs behind an open dialog or menu. */
export function useShortcut(id: ShortcutId, run: ShortcutRun): void {
  useShortcuts({ [id]: run })
}

/** The same for several of them. */
export function useShortcuts(runs: Readonly<Partial<Record<ShortcutId, ShortcutRun>>>): void {
  const changes = useKeyChanges()
  const latest = useRef(runs)
  useEffect(() => {
    latest.current = runs
  })
  const names = Object.keys(runs).join(' ')
  useEffect(() => {
    const listeners = (names.split(' ') as ShortcutId[]).map((id) =>
      createListener(id, readKeys(id, hostKind, changes), (event) => latest.current[id]?.(event)),
    )
    for (const listener of listeners) window.addEventListener('keydown', listener)
    return () => {
      for (const listener of listeners) window.removeEventListener('keydown', listener)
    }
  }, [names, changes])
}

function createListener(id: ShortcutId, keys: readonly string[], run: ShortcutRun): EventListener {
  const { isForFields = false, canRepeat = false }: Shortcut = shortcuts[id]
  const handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || hasOpenPopup()) return
    if ((event.repeat && !canRepeat) || run(event) !== false) event.preventDefault()
  }
  return createKeybindingsHandler(Object.fromEntries(keys.map((binding) => [binding, handle])), {
    ignore: (event) => event.isComposing || isTyping(event, isForFields),
  })
}

/** Whether the key belongs to the field that has the focus. */
function isTyping(event: KeyboardEvent, isForFields: boolean): boolean {
  const { target } = event
  const isInField =
    target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
  return isInField && belongsToField(event, isForFields, isMac)
}

/** Base UI's dialogs, menus and lists are portalled to the body and close themselves by Esc. */
export function hasOpenPopup(): boolean {
  return document.querySelector('[data-popup][data-open]') !== null
}
