import { describe, expect, it } from 'vitest'
import { parseKeybinding } from 'tinykeys'
import { words } from '#shared/i18n/words.ts'
import { describeKeys } from './describe-keys.ts'
import { readKeys, shortcutIds, shortcuts, type Shortcut } from './shortcuts.ts'

describe('shortcuts', () => {
  it.each(shortcutIds)('%s has words and keys that can be read', (id) => {
    const known: Readonly<Record<string, unknown>> = words.en.switcher.shortcuts
    expect(known[id.replace('.', '_')]).toBeTypeOf('string')
    for (const host of ['electron', 'browser'] as const) {
      expect(readKeys(id, host).length).toBeGreaterThan(0)
      for (const keys of readKeys(id, host)) expect(parseKeybinding(keys)).toHaveLength(1)
    }
  })

  it('take letters by their key, so that a Cyrillic layout changes nothing', () => {
    for (const id of shortcutIds) {
      const { keys, browserKeys = [] }: Shortcut = shortcuts[id]
      for (const binding of [...keys, ...browserKeys]) expect(binding).not.toMatch(/\+[a-z0-9]$/iu)
    }
  })

  it.each(['electron', 'browser'] as const)('do not take the same keys twice in %s', (host) => {
    const taken = shortcutIds
      .filter((id) => shortcuts[id].scope === 'everywhere')
      .flatMap((id) => readKeys(id, host))
    expect(new Set(taken).size).toBe(taken.length)
  })
})

describe('describeKeys', () => {
  it.each([
    ['$mod+KeyK', 'Ctrl K', '⌘ K'],
    ['Alt+Shift+ArrowDown', 'Alt Shift ↓', '⌥ ⇧ ↓'],
    ['[Shift]+?', '?', '?'],
    ['$mod+Comma', 'Ctrl ,', '⌘ ,'],
    ['F1', 'F1', 'F1'],
  ])('writes %s as %s, on a Mac as %s', (binding, expected, onMac) => {
    expect(describeKeys(binding, false)).toBe(expected)
    expect(describeKeys(binding, true)).toBe(onMac)
  })
})
