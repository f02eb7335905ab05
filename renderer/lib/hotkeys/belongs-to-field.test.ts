import { describe, expect, it } from 'vitest'
import { belongsToField } from './belongs-to-field.ts'

type Held = 'ctrlKey' | 'altKey' | 'metaKey' | 'AltGraph'

const press = (key: string, ...held: Held[]) => ({
  key,
  ctrlKey: held.includes('ctrlKey'),
  altKey: held.includes('altKey'),
  metaKey: held.includes('metaKey'),
  getModifierState: (name: string) => held.includes(name as Held),
})

describe('a key pressed in a field', () => {
  it.each(['@', '[', ']', '{', '}', '|', '\\', 'ą', '“', '†', 'å', '´', '…', 'Dead', '😀'])(
    'of a Mac writes %s with Option, whatever shortcut has the key',
    (key) => {
      expect(belongsToField(press(key, 'altKey'), true, true)).toBe(true)
      expect(belongsToField(press(key, 'altKey'), false, true)).toBe(true)
    },
  )

  it('of a Mac runs shortcuts of Command, of Control, and of Option with keys that write nothing', () => {
    expect(belongsToField(press('å', 'altKey', 'metaKey'), true, true)).toBe(false)
    expect(belongsToField(press('k', 'metaKey'), true, true)).toBe(false)
    expect(belongsToField(press('å', 'altKey', 'ctrlKey'), true, true)).toBe(false)
    expect(belongsToField(press('ArrowDown', 'altKey'), true, true)).toBe(false)
    expect(belongsToField(press('ArrowLeft', 'altKey'), true, true)).toBe(true)
  })

  it('elsewhere runs shortcuts of Alt that are for fields, and no others', () => {
    expect(belongsToField(press('t', 'altKey'), true, false)).toBe(false)
    expect(belongsToField(press('t', 'altKey'), false, false)).toBe(true)
    expect(belongsToField(press('@', 'ctrlKey', 'altKey', 'AltGraph'), true, false)).toBe(true)
    expect(belongsToField(press('F1'), false, false)).toBe(false)
    expect(belongsToField(press('t'), true, false)).toBe(true)
  })
})
