import { describe, expect, it } from 'vitest'
import { parseKeybinding } from 'tinykeys'
import { words } from '#shared/i18n/words.ts'
import { describeKeys } from './describe-keys.ts'
import { findConflicts, type KeyConflict } from './find-conflicts.ts'
import { readBinding } from './read-binding.ts'
import {
  canChangeKeys,
  findWordKey,
  type KeyChanges,
  type KeyHost,
  readDefaultKeys,
  readKeys,
  type Shortcut,
  type ShortcutId,
  shortcutIds,
  shortcuts,
} from './shortcuts.ts'

const hosts = ['electron', 'browser'] as const

describe('shortcuts', () => {
  it.each(shortcutIds)('%s has words and keys that can be read', (id) => {
    const known: Readonly<Record<string, unknown>> = words.en.switcher.shortcuts
    expect(known[findWordKey(id)]).toBeTypeOf('string')
    for (const host of hosts) {
      expect(readDefaultKeys(id, host).length).toBeGreaterThan(0)
      for (const keys of readDefaultKeys(id, host)) expect(parseKeybinding(keys)).toHaveLength(1)
    }
  })

  it('take letters by their key, so that a Cyrillic layout changes nothing', () => {
    for (const id of shortcutIds) {
      const { keys, browserKeys = [] }: Shortcut = shortcuts[id]
      for (const binding of [...keys, ...browserKeys]) expect(binding).not.toMatch(/\+[a-z0-9]$/iu)
    }
  })

  it.each(hosts)('are in nobody’s way in %s, as they are built in', (host) => {
    for (const id of shortcutIds.filter(canChangeKeys)) {
      const conflicts = findConflicts(id, readDefaultKeys(id, host), { host, changes: {} })
      expect(
        conflicts.filter(({ kind }) => kind !== 'typing'),
        id,
      ).toEqual([])
    }
  })

  it('are the ones that hands know', () => {
    const first = (id: ShortcutId): string | undefined => readDefaultKeys(id, 'electron')[0]
    expect(first('chat.nextUnread')).toBe('Alt+ArrowDown')
    expect(first('chat.nextRed')).toBe('$mod+KeyJ')
    expect(first('chat.star')).toBe('$mod+KeyS')
    expect(first('chat.noReply')).toBe('$mod+Enter')
    expect(first('history.back')).toBe('Alt+ArrowLeft')
    expect(first('history.forward')).toBe('Alt+ArrowRight')
    expect(first('tab.9')).toBe('$mod+Digit9')
  })
})

describe('keys of the user', () => {
  const read = (id: ShortcutId, changes: KeyChanges, host: KeyHost = 'electron'): readonly string[] =>
    readKeys(id, host, changes)

  it('take the place of the built-in ones in both hosts', () => {
    const changes = { 'chat.pin': ['Alt+KeyQ'] }
    expect(read('chat.pin', changes)).toEqual(['Alt+KeyQ'])
    expect(read('chat.pin', changes, 'browser')).toEqual(['Alt+KeyQ'])
    expect(read('chat.star', changes)).toEqual(['$mod+KeyS'])
  })

  it('may be none', () => {
    expect(read('chat.pin', { 'chat.pin': [] })).toEqual([])
  })

  it('do not reach what its part binds to fixed keys', () => {
    expect(read('list.open', { 'list.open': ['KeyO'] })).toEqual(['Enter'])
  })

  it('are left out when a damaged setting holds nonsense', () => {
    expect(read('chat.pin', { 'chat.pin': ['(', '$mod+KeyD', 'a b', '+'] })).toEqual(['$mod+KeyD'])
    expect(read('shortcuts.open', { 'shortcuts.open': ['[Shift]+?'] })).toEqual(['[Shift]+?'])
  })
})

describe('findConflicts', () => {
  const find = (
    id: ShortcutId,
    binding: string,
    changes: KeyChanges = {},
    host: KeyHost = 'electron',
  ): readonly KeyConflict[] => findConflicts(id, [binding], { host, changes })

  it('names the shortcut that has the keys now', () => {
    expect(find('chat.star', '$mod+KeyK')).toEqual([
      { kind: 'shortcut', binding: '$mod+KeyK', id: 'switcher.open' },
    ])
    expect(find('chat.star', '$mod+KeyK', { 'switcher.open': ['Alt+KeyK'] })).toEqual([])
    expect(find('chat.star', 'Alt+KeyK', { 'switcher.open': ['Alt+KeyK'] })).toHaveLength(1)
  })

  it('knows one press by all its spellings', () => {
    expect(find('chat.star', 'Shift+Alt+ArrowDown').map(({ kind }) => kind)).toEqual(['shortcut'])
    expect(find('chat.star', 'Shift+Slash')[0]).toMatchObject({ id: 'shortcuts.open' })
    expect(find('chat.star', 'Control+KeyK')[0]).toMatchObject({ id: 'switcher.open' })
  })

  it('asks only those who would hear the same press', () => {
    // Bold is the composer's, and the window's shortcuts are heard in it.
    expect(find('chat.star', '$mod+KeyB')[0]).toMatchObject({ id: 'composer.bold' })
    // A letter is never taken from the composer, but from the conversation it would be.
    expect(find('chat.star', 'KeyR').map((each) => each.kind)).toEqual(['shortcut', 'typing'])
    expect(find('chat.star', 'ArrowUp').filter((each) => each.kind === 'shortcut')).toEqual([
      { kind: 'shortcut', binding: 'ArrowUp', id: 'list.walk' },
      { kind: 'shortcut', binding: 'ArrowUp', id: 'conversation.walk' },
    ])
  })

  it('warns of keys that never arrive or that fields need', () => {
    expect(find('chat.star', '$mod+KeyT', {}, 'browser')).toEqual([
      { kind: 'reserved', binding: '$mod+KeyT', by: 'browser' },
    ])
    expect(find('chat.star', '$mod+KeyT')).toEqual([])
    expect(find('chat.star', 'Alt+F4')).toEqual([{ kind: 'reserved', binding: 'Alt+F4', by: 'system' }])
    expect(find('chat.star', '$mod+KeyV')).toEqual([{ kind: 'editing', binding: '$mod+KeyV' }])
    expect(find('chat.star', 'KeyS')).toEqual([{ kind: 'typing', binding: 'KeyS' }])
    expect(find('chat.star', 'F7')).toEqual([])
  })
})

describe('readBinding', () => {
  const press = (code: string, held: Partial<KeyboardEvent> = {}, key = 'ы') => ({
    code,
    key,
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    metaKey: false,
    ...held,
  })

  it('goes by the place of the key, whatever the layout writes', () => {
    expect(readBinding(press('KeyS', { ctrlKey: true }), false)).toBe('$mod+KeyS')
    expect(readBinding(press('KeyP', { shiftKey: true, ctrlKey: true, altKey: true }), false)).toBe(
      '$mod+Alt+Shift+KeyP',
    )
    expect(readBinding(press('KeyS', { metaKey: true }), true)).toBe('$mod+KeyS')
    expect(readBinding(press('KeyS', { ctrlKey: true }), true)).toBe('Control+KeyS')
    expect(readBinding(press('KeyS', { metaKey: true }), false)).toBe('Meta+KeyS')
  })

  it('waits while only modifiers are held', () => {
    expect(readBinding(press('ControlLeft', { ctrlKey: true }, 'Control'), false)).toBeUndefined()
    expect(readBinding(press('AltRight', { altKey: true }, 'AltGraph'), false)).toBeUndefined()
  })

  it('writes what readKeys takes back', () => {
    for (const code of ['KeyA', 'Digit5', 'F12', 'Comma', 'NumpadAdd', 'ArrowUp', 'Backquote', 'Numpad4']) {
      const binding = readBinding(press(code, { ctrlKey: true }), false)!
      expect(readKeys('chat.star', 'electron', { 'chat.star': [binding] })).toEqual([binding])
    }
  })
})

describe('describeKeys', () => {
  it.each([
    ['$mod+KeyK', 'Ctrl K', '⌘ K'],
    ['Alt+Shift+ArrowDown', 'Alt Shift ↓', '⌥ ⇧ ↓'],
    ['[Shift]+?', '?', '?'],
    ['$mod+Comma', 'Ctrl ,', '⌘ ,'],
    ['F1', 'F1', 'F1'],
    ['$mod+Digit1', 'Ctrl 1', '⌘ 1'],
    ['Alt+Backquote', 'Alt `', '⌥ `'],
    ['$mod+NumpadAdd', 'Ctrl Num +', '⌘ Num +'],
    ['Numpad4', 'Num 4', 'Num 4'],
  ])('writes %s as %s, on a Mac as %s', (binding, expected, onMac) => {
    expect(describeKeys(binding, false)).toBe(expected)
    expect(describeKeys(binding, true)).toBe(onMac)
  })
})
