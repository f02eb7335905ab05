import { type RefObject, useState } from 'react'
import { useSetting } from '../../../entities/hooks.ts'
import { hostKind } from '../../../lib/core-link/host.ts'
import { findConflicts, type KeyConflict } from '../../../lib/hotkeys/find-conflicts.ts'
import { readDefaultKeys, readKeys, type ShortcutId } from '../../../lib/hotkeys/shortcuts.ts'
import { changeSettings } from '../../../shell/change-settings.ts'
import { isNeeded, replaceBinding, setKeys, takeFromOthers } from './edit-keys.ts'

/** What is being changed: nothing, which binding (none: one more), or which keys wait for a decision. */
type Editing =
  | { readonly kind: 'none' }
  | { readonly kind: 'capture'; readonly before: string | undefined }
  | { readonly kind: 'decide'; readonly before: string | undefined; readonly next: string }

export interface KeyEditing {
  readonly keys: readonly string[]
  /** The user has changed them. */
  readonly isChanged: boolean
  readonly editing: Editing
  /** The conflicts of the keys that wait for a decision. */
  readonly conflicts: readonly KeyConflict[]
  /** Asks for keys in place of `before`, or for one more. */
  readonly ask: (before: string | undefined) => void
  /** These keys were pressed; they are kept, or wait for a decision. */
  readonly capture: (before: string | undefined, next: string) => void
  /** The keys that wait are taken, from whoever has them. */
  readonly take: (before: string | undefined, next: string) => void
  readonly remove: (binding: string) => void
  readonly reset: () => void
  readonly stop: () => void
}

/** The keys of one shortcut, and editing them. `row` is its line, which gets the focus afterwards. */
export function useKeyEditing(id: ShortcutId, row: RefObject<HTMLElement | null>): KeyEditing {
  const changes = useSetting('shortcuts')
  const [editing, setEditing] = useState<Editing>({ kind: 'none' })
  const keys = readKeys(id, hostKind, changes)
  const findFor = (binding: string): readonly KeyConflict[] =>
    findConflicts(id, [binding], { host: hostKind, changes })
  const stop = (): void => {
    setEditing({ kind: 'none' })
    // The focused control is gone; the focus stays in the same line.
    requestAnimationFrame(() => {
      if (!isFocusInDialog()) row.current?.querySelector<HTMLElement>('[data-add]')?.focus()
    })
  }
  const keep = (next: readonly string[], base = changes): void => {
    stop()
    void changeSettings({ shortcuts: setKeys(base, id, next, hostKind) })
  }
  return {
    keys,
    isChanged: Object.hasOwn(changes, id),
    editing,
    conflicts: editing.kind === 'decide' ? findFor(editing.next) : [],
    ask: (before) => {
      setEditing({ kind: 'capture', before })
    },
    capture: (before, next) => {
      if (next === before) stop()
      else if (isNeeded(next) || findFor(next).length > 0) setEditing({ kind: 'decide', before, next })
      else keep(replaceBinding(keys, before, next))
    },
    take: (before, next) => {
      keep(replaceBinding(keys, before, next), takeFromOthers(changes, findFor(next), hostKind))
    },
    remove: (binding) => {
      keep(keys.filter((other) => other !== binding))
    },
    reset: () => {
      keep(readDefaultKeys(id, hostKind))
    },
    stop,
  }
}

/** Whether a control has the focus; after a focused control is removed, the dialog itself has it. */
function isFocusInDialog(): boolean {
  const { activeElement } = document
  return activeElement !== null && activeElement !== document.body && !activeElement.matches('[data-popup]')
}
