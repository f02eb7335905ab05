/** Where a shortcut works: everywhere in the window, or while its part has the focus. */
export type ShortcutScope = 'everywhere' | 'list' | 'conversation' | 'composer'

export interface Shortcut {
  readonly scope: ShortcutScope
  /**
   * tinykeys' words, letters by `event.code`, so that a Cyrillic layout changes nothing; the first is shown.
   * `?` is on other keys in other layouts, so it alone is taken as the character.
   */
  readonly keys: readonly string[]
  /** Second bindings for keys that a browser keeps to itself; shown instead there. */
  readonly browserKeys?: readonly string[]
  /** Also while typing in a field; combinations with Ctrl and function keys are anyway. */
  readonly isForFields?: boolean
  /** Handled by the part that has the focus; here only to be listed. */
  readonly isListedOnly?: boolean
}

/** Every shortcut of the console; the overview lists them in this order. */
export const shortcuts = {
  'switcher.open': {
    scope: 'everywhere',
    keys: ['$mod+KeyK'],
    browserKeys: ['$mod+KeyK', '$mod+KeyP'],
    isForFields: true,
  },
  'chat.next': { scope: 'everywhere', keys: ['Alt+ArrowDown'], isForFields: true },
  'chat.previous': { scope: 'everywhere', keys: ['Alt+ArrowUp'], isForFields: true },
  'chat.nextUnread': { scope: 'everywhere', keys: ['Alt+Shift+ArrowDown'], isForFields: true },
  'chat.previousUnread': { scope: 'everywhere', keys: ['Alt+Shift+ArrowUp'], isForFields: true },
  'chat.leave': { scope: 'everywhere', keys: ['Escape'], isForFields: true, isListedOnly: true },
  'history.back': {
    scope: 'everywhere',
    keys: ['Alt+ArrowLeft', '$mod+BracketLeft'],
    browserKeys: ['$mod+BracketLeft', 'Alt+ArrowLeft'],
    isForFields: true,
  },
  'history.forward': {
    scope: 'everywhere',
    keys: ['Alt+ArrowRight', '$mod+BracketRight'],
    browserKeys: ['$mod+BracketRight', 'Alt+ArrowRight'],
    isForFields: true,
  },
  'tab.next': {
    scope: 'everywhere',
    keys: ['$mod+Tab'],
    browserKeys: ['Alt+Shift+ArrowRight'],
    isForFields: true,
  },
  'tab.previous': {
    scope: 'everywhere',
    keys: ['$mod+Shift+Tab'],
    browserKeys: ['Alt+Shift+ArrowLeft'],
    isForFields: true,
  },
  'list.focus': { scope: 'everywhere', keys: ['$mod+KeyL'], browserKeys: ['Alt+KeyL'], isForFields: true },
  'settings.open': { scope: 'everywhere', keys: ['$mod+Comma'], isForFields: true },
  'shortcuts.open': { scope: 'everywhere', keys: ['[Shift]+?', 'F1', '$mod+Slash'] },
  'list.walk': { scope: 'list', keys: ['ArrowUp', 'ArrowDown'], isListedOnly: true },
  'list.page': { scope: 'list', keys: ['PageUp', 'PageDown'], isListedOnly: true },
  'list.ends': { scope: 'list', keys: ['Home', 'End'], isListedOnly: true },
  'list.open': { scope: 'list', keys: ['Enter'], isListedOnly: true },
  'conversation.walk': { scope: 'conversation', keys: ['ArrowUp', 'ArrowDown'], isListedOnly: true },
  'conversation.reply': { scope: 'conversation', keys: ['KeyR'], isListedOnly: true },
  'conversation.copy': { scope: 'conversation', keys: ['$mod+KeyC'], isListedOnly: true },
  'conversation.delete': { scope: 'conversation', keys: ['Delete'], isListedOnly: true },
  'composer.editLast': { scope: 'composer', keys: ['ArrowUp'], isListedOnly: true },
  'composer.replyStep': { scope: 'composer', keys: ['$mod+ArrowUp', '$mod+ArrowDown'], isListedOnly: true },
  'composer.page': { scope: 'composer', keys: ['PageUp', 'PageDown'], isListedOnly: true },
  'composer.link': { scope: 'composer', keys: ['$mod+Shift+KeyK'], isListedOnly: true },
  'composer.bold': { scope: 'composer', keys: ['$mod+KeyB'], isListedOnly: true },
  'composer.italic': { scope: 'composer', keys: ['$mod+KeyI'], isListedOnly: true },
  'composer.strike': { scope: 'composer', keys: ['$mod+Shift+KeyX'], isListedOnly: true },
  'composer.code': { scope: 'composer', keys: ['$mod+Shift+KeyM'], isListedOnly: true },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof shortcuts
export const shortcutIds = Object.keys(shortcuts) as ShortcutId[]

/** The keys of a shortcut in this host, the shown one first. */
export function readKeys(id: ShortcutId, host: 'electron' | 'browser'): readonly string[] {
  const shortcut: Shortcut = shortcuts[id]
  return host === 'browser' && shortcut.browserKeys !== undefined ? shortcut.browserKeys : shortcut.keys
}
