import {
  type KeyChanges,
  type KeyHost,
  readKeys,
  type Shortcut,
  type ShortcutId,
  shortcutIds,
  shortcuts,
} from './shortcuts.ts'

/** Why a binding is a bad choice for a shortcut. */
export type KeyConflict =
  /** Another shortcut has it where this one works; only one of them would run. */
  | { readonly kind: 'shortcut'; readonly binding: string; readonly id: ShortcutId }
  /** The browser or the system takes it before the console sees it. */
  | { readonly kind: 'reserved'; readonly binding: string; readonly by: 'browser' | 'system' }
  /** Fields need it to copy, paste, undo or move in the text. */
  | { readonly kind: 'editing'; readonly binding: string }
  /** It writes a character: it works outside of fields alone. */
  | { readonly kind: 'typing'; readonly binding: string }

const reservedByBrowser = new Set(
  [
    '$mod+KeyN',
    '$mod+KeyT',
    '$mod+KeyW',
    '$mod+Shift+KeyN',
    '$mod+Shift+KeyT',
    '$mod+Shift+KeyW',
    '$mod+Tab',
    '$mod+Shift+Tab',
    '$mod+PageUp',
    '$mod+PageDown',
  ].map(normalize),
)
const reservedBySystem = new Set(['Alt+F4', 'Alt+Tab', 'Alt+Shift+Tab', '$mod+Alt+Delete'].map(normalize))
const editing = new Set(
  ['KeyA', 'KeyC', 'KeyV', 'KeyX', 'KeyZ', 'KeyY', 'Shift+KeyZ', 'ArrowLeft', 'ArrowRight', 'Home', 'End']
    .map((key) => `$mod+${key}`)
    .map(normalize),
)

/** The conflicts of these keys for this shortcut, given the other keys in `changes`; the worst first. */
export function findConflicts(
  id: ShortcutId,
  keys: readonly string[],
  { host, changes }: { readonly host: KeyHost; readonly changes: KeyChanges },
): readonly KeyConflict[] {
  return keys.flatMap((binding) => {
    const wanted = normalize(binding)
    const found: KeyConflict[] = shortcutIds
      .filter((other) => other !== id && areBothHeard(id, other, binding))
      .filter((other) => readKeys(other, host, changes).some((taken) => normalize(taken) === wanted))
      .map((other) => ({ kind: 'shortcut', binding, id: other }))
    if (host === 'browser' && reservedByBrowser.has(wanted)) {
      found.push({ kind: 'reserved', binding, by: 'browser' })
    }
    if (reservedBySystem.has(wanted) || wanted.includes('Meta+')) {
      found.push({ kind: 'reserved', binding, by: 'system' })
    }
    if (editing.has(wanted)) found.push({ kind: 'editing', binding })
    if (isWrittenOnly(binding) && !isNamedKey(binding)) found.push({ kind: 'typing', binding })
    return found
  })
}

/** Whether both spell the same press. */
export function areSameKeys(a: string, b: string): boolean {
  return normalize(a) === normalize(b)
}

/** Whether one press could mean both. */
function areBothHeard(id: ShortcutId, other: ShortcutId, binding: string): boolean {
  const a: Shortcut = shortcuts[id]
  const b: Shortcut = shortcuts[other]
  if (a.scope === b.scope) return true
  if (a.scope !== 'everywhere' && b.scope !== 'everywhere') return false
  // A shortcut of the window never takes keys that write or move in a field.
  const isInComposer = a.scope === 'composer' || b.scope === 'composer'
  return !isInComposer || !isWrittenOnly(binding)
}

/** Without Ctrl, Alt or a function key. */
function isWrittenOnly(binding: string): boolean {
  return !/(?:\$mod|Control|Meta|Alt)\+/u.test(binding) && !/^(?:Shift\+)?F\d+$/u.test(binding)
}

function isNamedKey(binding: string): boolean {
  return /(?:^|\+)(?:Escape|Insert|Pause|ScrollLock|ContextMenu)$/u.test(binding)
}

/** One spelling for the same press: modifiers in one order; `?` by where it is printed. */
function normalize(binding: string): string {
  if (binding === '[Shift]+?' || binding === '?') return 'Shift+Slash'
  const parts = binding.split('+')
  const key = parts.pop() ?? ''
  return [...parts.map((part) => (part === 'Control' ? '$mod' : part)).toSorted(), key].join('+')
}
