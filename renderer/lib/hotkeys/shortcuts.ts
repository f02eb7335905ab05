/** Where a shortcut works: everywhere in the window, or while its part has the focus. */
export type ShortcutScope = 'everywhere' | 'list' | 'conversation' | 'composer'

/** What it is about; the overview and the settings have one heading for each. */
export const shortcutGroups = ['go', 'chat', 'list', 'console', 'conversation', 'composer'] as const
export type ShortcutGroup = (typeof shortcutGroups)[number]

export type KeyHost = 'electron' | 'browser'

export interface Shortcut {
  readonly scope: ShortcutScope
  readonly group: ShortcutGroup
  /**
   * tinykeys' words, letters by `event.code`, so that a Cyrillic layout changes nothing; the first is shown.
   * `?` is on other keys in other layouts, so it alone is taken as the character.
   */
  readonly keys: readonly string[]
  /** Second bindings for keys that a browser keeps to itself; shown instead there. */
  readonly browserKeys?: readonly string[]
  /** Also while typing in a field when Alt is held; combinations with Ctrl and function keys are anyway. */
  readonly isForFields?: boolean
  /** Goes on while the key is held down. */
  readonly canRepeat?: boolean
  /** Handled by the part that has the focus and bound to its keys; here only to be listed. */
  readonly isListedOnly?: boolean
}

const go = { scope: 'everywhere', group: 'go', isForFields: true } as const
const step = { ...go, canRepeat: true } as const
const withChat = { scope: 'everywhere', group: 'chat', isForFields: true } as const
const lists = { scope: 'everywhere', group: 'list', isForFields: true } as const
const inList = { scope: 'list', group: 'list', isListedOnly: true } as const
const inConversation = { scope: 'conversation', group: 'conversation', isListedOnly: true } as const
const inComposer = { scope: 'composer', group: 'composer', isListedOnly: true } as const

/** Every shortcut of the console; overview and settings list them in this order. */
export const shortcuts = {
  'switcher.open': { ...go, keys: ['$mod+KeyK'], browserKeys: ['$mod+KeyK', '$mod+KeyP'] },
  'chat.nextUnread': { ...step, keys: ['Alt+ArrowDown'] },
  'chat.previousUnread': { ...step, keys: ['Alt+ArrowUp'] },
  'chat.nextRed': { ...step, keys: ['$mod+KeyJ'] },
  'chat.next': {
    ...step,
    keys: ['Alt+Shift+ArrowDown', '$mod+PageDown'],
    browserKeys: ['Alt+Shift+ArrowDown'],
  },
  'chat.previous': {
    ...step,
    keys: ['Alt+Shift+ArrowUp', '$mod+PageUp'],
    browserKeys: ['Alt+Shift+ArrowUp'],
  },
  'history.back': {
    ...step,
    keys: ['Alt+ArrowLeft', '$mod+BracketLeft'],
    browserKeys: ['$mod+BracketLeft', 'Alt+ArrowLeft'],
  },
  'history.forward': {
    ...step,
    keys: ['Alt+ArrowRight', '$mod+BracketRight'],
    browserKeys: ['$mod+BracketRight', 'Alt+ArrowRight'],
  },
  'chat.leave': { ...go, keys: ['Escape'], isListedOnly: true },

  'chat.noReply': { ...withChat, keys: ['$mod+Enter'] },
  'chat.star': { ...withChat, keys: ['$mod+KeyS'] },
  'chat.pin': { ...withChat, keys: ['$mod+Shift+KeyP'], browserKeys: ['Alt+KeyP', '$mod+Shift+KeyP'] },
  'chat.toggleRead': { ...withChat, keys: ['Alt+KeyU'] },
  'chat.mute': { ...withChat, keys: ['Alt+KeyM'] },
  'chat.visibility': { ...withChat, keys: ['Alt+KeyV'] },
  'alarm.raise': { ...withChat, keys: ['$mod+Alt+KeyA'] },
  'alarm.take': { ...withChat, keys: ['Alt+KeyT'] },
  'alarm.done': { ...withChat, keys: ['Alt+Shift+KeyT'] },

  'list.focus': { ...lists, keys: ['$mod+KeyL'], browserKeys: ['Alt+KeyL'] },
  'tab.next': { ...lists, canRepeat: true, keys: ['$mod+Tab'], browserKeys: ['Alt+Shift+ArrowRight'] },
  'tab.previous': {
    ...lists,
    canRepeat: true,
    keys: ['$mod+Shift+Tab'],
    browserKeys: ['Alt+Shift+ArrowLeft'],
  },
  'tab.1': { ...lists, keys: ['$mod+Digit1'], browserKeys: ['Alt+Digit1', '$mod+Digit1'] },
  'tab.2': { ...lists, keys: ['$mod+Digit2'], browserKeys: ['Alt+Digit2', '$mod+Digit2'] },
  'tab.3': { ...lists, keys: ['$mod+Digit3'], browserKeys: ['Alt+Digit3', '$mod+Digit3'] },
  'tab.4': { ...lists, keys: ['$mod+Digit4'], browserKeys: ['Alt+Digit4', '$mod+Digit4'] },
  'tab.5': { ...lists, keys: ['$mod+Digit5'], browserKeys: ['Alt+Digit5', '$mod+Digit5'] },
  'tab.6': { ...lists, keys: ['$mod+Digit6'], browserKeys: ['Alt+Digit6', '$mod+Digit6'] },
  'tab.7': { ...lists, keys: ['$mod+Digit7'], browserKeys: ['Alt+Digit7', '$mod+Digit7'] },
  'tab.8': { ...lists, keys: ['$mod+Digit8'], browserKeys: ['Alt+Digit8', '$mod+Digit8'] },
  'tab.9': { ...lists, keys: ['$mod+Digit9'], browserKeys: ['Alt+Digit9', '$mod+Digit9'] },
  'list.walk': { ...inList, keys: ['ArrowUp', 'ArrowDown'] },
  'list.page': { ...inList, keys: ['PageUp', 'PageDown'] },
  'list.ends': { ...inList, keys: ['Home', 'End'] },
  'list.open': { ...inList, keys: ['Enter'] },
  'list.movePin': { ...inList, keys: ['$mod+Shift+ArrowUp', '$mod+Shift+ArrowDown'] },
  'list.menu': { ...inList, keys: ['Shift+F10'] },

  'chats.markAllRead': {
    scope: 'everywhere',
    group: 'console',
    isForFields: true,
    keys: ['$mod+Shift+KeyA'],
    browserKeys: ['Alt+Shift+KeyA', '$mod+Shift+KeyA'],
  },
  'alarms.open': { scope: 'everywhere', group: 'console', isForFields: true, keys: ['Alt+KeyA'] },
  'team.duty': { scope: 'everywhere', group: 'console', isForFields: true, keys: ['$mod+Shift+KeyD'] },
  'settings.open': { scope: 'everywhere', group: 'console', isForFields: true, keys: ['$mod+Comma'] },
  'shortcuts.open': { scope: 'everywhere', group: 'console', keys: ['[Shift]+?', 'F1', '$mod+Slash'] },

  'conversation.walk': { ...inConversation, keys: ['ArrowUp', 'ArrowDown'] },
  'conversation.reply': { ...inConversation, keys: ['KeyR'] },
  'conversation.note': { ...inConversation, keys: ['KeyN'] },
  'conversation.copy': { ...inConversation, keys: ['$mod+KeyC'] },
  'conversation.delete': { ...inConversation, keys: ['Delete'] },

  'composer.editLast': { ...inComposer, keys: ['ArrowUp'] },
  'composer.replyStep': { ...inComposer, keys: ['$mod+ArrowUp', '$mod+ArrowDown'] },
  'composer.page': { ...inComposer, keys: ['PageUp', 'PageDown'] },
  'composer.link': { ...inComposer, keys: ['$mod+Shift+KeyK'] },
  'composer.bold': { ...inComposer, keys: ['$mod+KeyB'] },
  'composer.italic': { ...inComposer, keys: ['$mod+KeyI'] },
  'composer.strike': { ...inComposer, keys: ['$mod+Shift+KeyX'] },
  'composer.code': { ...inComposer, keys: ['$mod+Shift+KeyM'] },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof shortcuts
export const shortcutIds = Object.keys(shortcuts) as ShortcutId[]

/** Keys that differ from the built-in ones, by id, as the settings keep them; an empty list: no keys. */
export type KeyChanges = Readonly<Record<string, readonly string[] | undefined>>

/** The place in `switcher.json` of what a shortcut does: `shortcuts.<key>`. */
export type ShortcutWordKey<Id extends ShortcutId = ShortcutId> = Id extends `${infer Area}.${infer Name}`
  ? `${Area}_${Name}`
  : never

export function findWordKey(id: ShortcutId): ShortcutWordKey {
  return id.replace('.', '_') as ShortcutWordKey
}

/** Whether its keys are the user's to choose. */
export function canChangeKeys(id: ShortcutId): boolean {
  const shortcut: Shortcut = shortcuts[id]
  return shortcut.isListedOnly !== true
}

/** The built-in keys of a shortcut in this host, the shown one first. */
export function readDefaultKeys(id: ShortcutId, host: KeyHost): readonly string[] {
  const shortcut: Shortcut = shortcuts[id]
  return host === 'browser' && shortcut.browserKeys !== undefined ? shortcut.browserKeys : shortcut.keys
}

const binding = /^(?:(?:\$mod|Control|Alt|Shift|Meta)\+)*(?:[A-Z][A-Za-z]*\d*)$/u

/** The keys of a shortcut in this host, the shown one first. What a damaged setting holds is left out. */
export function readKeys(id: ShortcutId, host: KeyHost, changes: KeyChanges): readonly string[] {
  const changed = canChangeKeys(id) && Object.hasOwn(changes, id) ? changes[id] : undefined
  if (changed === undefined) return readDefaultKeys(id, host)
  const defaults = readDefaultKeys(id, host)
  return changed.every((keys) => isReadable(keys, defaults))
    ? changed
    : changed.filter((keys) => isReadable(keys, defaults))
}

function isReadable(keys: string, defaults: readonly string[]): boolean {
  return defaults.includes(keys) || binding.test(keys)
}
