import { describe, expect, it } from 'vitest'
import { findConflicts } from '../../../lib/hotkeys/find-conflicts.ts'
import { canChangeKeys, readDefaultKeys, readKeys, shortcutIds } from '../../../lib/hotkeys/shortcuts.ts'
import { isNeeded, replaceBinding, setKeys, takeFromOthers } from './edit-keys.ts'

describe('setKeys', () => {
  it('keeps only what differs from the built-in keys', () => {
    const changed = setKeys({}, 'chat.star', ['$mod+KeyE'], 'electron')
    expect(changed).toEqual({ 'chat.star': ['$mod+KeyE'] })
    expect(setKeys(changed, 'chat.star', readDefaultKeys('chat.star', 'electron'), 'electron')).toEqual({})
  })

  it('keeps that a shortcut has no keys, and each key once', () => {
    expect(setKeys({}, 'chat.star', [], 'electron')).toEqual({ 'chat.star': [] })
    expect(setKeys({}, 'chat.star', ['F2', 'F2'], 'electron')).toEqual({ 'chat.star': ['F2'] })
  })

  it('leaves the others as they are', () => {
    expect(setKeys({ 'chat.pin': ['F4'] }, 'chat.star', ['F2'], 'browser')).toEqual({
      'chat.pin': ['F4'],
      'chat.star': ['F2'],
    })
  })

  it('can be undone for every shortcut', () => {
    for (const id of shortcutIds.filter(canChangeKeys)) {
      const changed = setKeys({}, id, ['$mod+Alt+KeyQ'], 'browser')
      expect(readKeys(id, 'browser', changed)).toEqual(['$mod+Alt+KeyQ'])
      expect(setKeys(changed, id, readDefaultKeys(id, 'browser'), 'browser')).toEqual({})
    }
  })
})

it.each([
  [['F2', 'F4'], 'F2', 'F8', ['F8', 'F4']],
  [['F2', 'F4'], undefined, 'F8', ['F2', 'F4', 'F8']],
  [['F2', 'F4'], 'F2', 'F4', ['F4']],
  [['F2', 'F4'], undefined, 'F2', ['F4', 'F2']],
] as const)('puts into %j in place of %s %s', (keys, before, next, expected) => {
  expect(replaceBinding(keys, before, next)).toEqual(expected)
})

it('takes keys over from whoever has them, and from nobody else', () => {
  const [wanted = ''] = readDefaultKeys('chat.star', 'electron')
  const conflicts = findConflicts('chat.mute', [wanted], { host: 'electron', changes: {} })
  const taken = takeFromOthers({}, conflicts, 'electron')
  const changed = setKeys(taken, 'chat.mute', [wanted], 'electron')
  expect(changed).toEqual({ 'chat.star': [], 'chat.mute': [wanted] })
  expect(findConflicts('chat.mute', [wanted], { host: 'electron', changes: changed })).toEqual([])
})

it.each([
  ['Tab', true],
  ['Shift+Tab', true],
  ['Escape', true],
  ['Enter', true],
  ['$mod+Enter', false],
  ['Alt+Space', false],
  ['KeyT', false],
])('knows that %s is needed: %s', (binding, expected) => {
  expect(isNeeded(binding)).toBe(expected)
})
