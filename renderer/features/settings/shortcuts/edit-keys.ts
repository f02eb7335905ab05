import { areSameKeys, type KeyConflict } from '../../../lib/hotkeys/find-conflicts.ts'
import {
  readDefaultKeys,
  readKeys,
  type KeyChanges,
  type KeyHost,
  type ShortcutId,
} from '../../../lib/hotkeys/shortcuts.ts'

/** Keys as the settings keep them. */
export type StoredKeys = Record<string, string[]>

function store(changes: KeyChanges): StoredKeys {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([id, keys]) => (keys === undefined ? [] : [[id, [...keys]]])),
  )
}

/** Gives a shortcut these keys; the built-in keys are not stored. */
export function setKeys(
  changes: KeyChanges,
  id: ShortcutId,
  keys: readonly string[],
  host: KeyHost,
): StoredKeys {
  const { [id]: _before, ...others } = store(changes)
  const unique = [...new Set(keys)]
  const builtIn = readDefaultKeys(id, host)
  const isBuiltIn = unique.length === builtIn.length && unique.every((key, index) => key === builtIn[index])
  return isBuiltIn ? others : { ...others, [id]: unique }
}

/** Puts a binding in the place of another one, or behind the last. */
export function replaceBinding(
  keys: readonly string[],
  before: string | undefined,
  next: string,
): readonly string[] {
  const rest = keys.filter((key) => key !== next || key === before)
  return before === undefined ? [...rest, next] : rest.map((key) => (key === before ? next : key))
}

/** Takes the binding from the shortcuts that have it. */
export function takeFromOthers(
  changes: KeyChanges,
  conflicts: readonly KeyConflict[],
  host: KeyHost,
): StoredKeys {
  let next = store(changes)
  for (const conflict of conflicts) {
    if (conflict.kind !== 'shortcut') continue
    const kept = readKeys(conflict.id, host, next).filter((key) => !areSameKeys(key, conflict.binding))
    next = setKeys(next, conflict.id, kept, host)
  }
  return next
}

/** Keys that operate dialogs and lists: a shortcut on them would make the window unusable by keyboard. */
export function isNeeded(binding: string): boolean {
  return /^(?:Shift\+)?(?:Tab|Enter|Escape|Space|NumpadEnter)$/u.test(binding)
}
