import { describe, expect, it } from 'vitest'
import { findShortcuts, foldNumbered, type ShortcutLine } from './list-shortcuts.ts'

const line = (name: string, group: ShortcutLine['group'], text: string, ...keys: string[]): ShortcutLine => ({
  name,
  group,
  text,
  keys,
})
const lines = [
  line('star', 'chat', 'Звёздочка', 'Ctrl S'),
  line('next', 'go', 'Next red chat', 'Ctrl J'),
  line('settings', 'console', 'Settings', 'Ctrl ,'),
]
const find = (query: string): string[] =>
  findShortcuts(lines, query).flatMap((section) => section.lines.map(({ name }) => name))

describe('findShortcuts', () => {
  it('shows all under their headings, in the order of the headings', () => {
    expect(findShortcuts(lines, '  ').map(({ group }) => group)).toEqual(['go', 'chat', 'console'])
  })

  it('finds by words in any order and by keys', () => {
    expect(find('chat red')).toEqual(['next'])
    expect(find('ctrl s')).toEqual(['star', 'settings'])
    expect(find('звездо')).toEqual(['star'])
    expect(find('nothing')).toEqual([])
  })
})

describe('foldNumbered', () => {
  const tabs = [1, 2, 3].map((number) => line(`tab.${number}`, 'list', `List ${number}`, `Ctrl ${number}`))
  const fold = (all: readonly ShortcutLine[]): readonly ShortcutLine[] =>
    foldNumbered(all, (name) => name.startsWith('tab.'), { name: 'tabs', text: 'By number' })

  it('makes one line of those that differ in the number alone', () => {
    expect(fold([lines[0]!, ...tabs, lines[1]!])).toEqual([
      lines[0],
      { name: 'tabs', group: 'list', text: 'By number', keys: ['Ctrl 1', 'Ctrl 3'], isRange: true },
      lines[1],
    ])
  })

  it('shows each when one was changed', () => {
    const changed = [tabs[0]!, line('tab.2', 'list', 'List 2', 'Alt Q'), tabs[2]!]
    expect(fold(changed)).toEqual(changed)
    const without = [tabs[0]!, line('tab.2', 'list', 'List 2')]
    expect(fold(without)).toEqual(without)
  })
})
