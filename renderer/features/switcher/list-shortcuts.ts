import { foldText } from '../../lib/find/fold-text.ts'
import { shortcutGroups, type ShortcutGroup } from '../../lib/hotkeys/shortcuts.ts'

/** One line of the overview: what it does, and its keys as they are printed. */
export interface ShortcutLine {
  readonly name: string
  readonly group: ShortcutGroup
  readonly text: string
  readonly keys: readonly string[]
  /** Instead of "or" between the keys: the first to the last of a row of them. */
  readonly isRange?: boolean
}

export interface ShortcutSection {
  readonly group: ShortcutGroup
  readonly lines: readonly ShortcutLine[]
}

/** The lines that fit what is looked for, by word or by key, under their headings; empty headings are left out. */
export function findShortcuts(lines: readonly ShortcutLine[], query: string): readonly ShortcutSection[] {
  const words = foldText(query).text.trim().split(/\s+/u)
  const fitting = lines.filter(({ text, keys }) => {
    const folded = foldText([text, ...keys].join(' ')).text
    return words.every((word) => folded.includes(word))
  })
  return shortcutGroups.flatMap((group) => {
    const found = fitting.filter((line) => line.group === group)
    return found.length === 0 ? [] : [{ group, lines: found }]
  })
}

/**
 * Nine tabs by number are one line while their keys differ in nothing but the number; otherwise each is one.
 */
export function foldNumbered(
  lines: readonly ShortcutLine[],
  isNumbered: (name: string) => boolean,
  folded: { readonly name: string; readonly text: string },
): readonly ShortcutLine[] {
  const numbered = lines.filter(({ name }) => isNumbered(name))
  const [first] = numbered
  const last = numbered.at(-1)
  const patterns = new Set(numbered.map(({ keys }) => (keys[0] ?? '').replace(/\d$/u, '')))
  if (first === undefined || last === undefined || patterns.size !== 1) return lines
  if (numbered.some(({ keys }) => !/\d$/u.test(keys[0] ?? ''))) return lines
  const one: ShortcutLine = {
    ...first,
    ...folded,
    keys: [first.keys[0] ?? '', last.keys[0] ?? ''],
    isRange: true,
  }
  return lines.flatMap((line) => (line === first ? [one] : numbered.includes(line) ? [] : [line]))
}
