import type { TextEntity } from '#shared/contract/entities/formatted-text.ts'

/**
 * A part of the composer's text that is taken literally: it was pasted, or it comes from the message that is edited.
 * Marks inside it are not parsed. With `entity` the part also keeps a style that has no marks.
 */
export interface CarriedRange {
  readonly start: number
  readonly end: number
  readonly entity?: TextEntity
}

/** One replacement in a text: `[start, end)` of the old text became `insertedLength` characters. */
export interface TextChange {
  readonly start: number
  readonly end: number
  readonly insertedLength: number
}

/** The smallest replacement that turns one text into the other, looked for before `caret`, where the user is. */
export function findChange(before: string, after: string, caret: number): TextChange {
  const grown = after.length - before.length
  const suffixLimit = Math.min(before.length, after.length - Math.min(Math.max(caret, 0), after.length))
  let suffix = 0
  while (suffix < suffixLimit && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1
  const prefixLimit = Math.min(before.length, after.length) - suffix
  let prefix = 0
  while (prefix < prefixLimit && before[prefix] === after[prefix]) prefix += 1
  // The caret may be before the change (forward delete, undo); then the rest of the common suffix counts as well.
  while (
    suffix < Math.min(before.length, after.length) - prefix &&
    before.at(-1 - suffix) === after.at(-1 - suffix)
  ) {
    suffix += 1
  }
  const end = before.length - suffix
  return { start: prefix, end, insertedLength: end - prefix + grown }
}

/** Moves ranges along with a change; what is typed into a plain range splits it, a styled one grows with it. */
export function moveRanges(ranges: readonly CarriedRange[], change: TextChange): readonly CarriedRange[] {
  const delta = change.insertedLength - (change.end - change.start)
  const moved: CarriedRange[] = []
  for (const range of ranges) {
    if (range.end <= change.start) moved.push(range)
    else if (range.start >= change.end)
      moved.push({ ...range, start: range.start + delta, end: range.end + delta })
    else if (range.entity !== undefined && range.start <= change.start && range.end >= change.end) {
      moved.push({ ...range, end: range.end + delta })
    } else {
      if (range.start < change.start) moved.push({ ...range, end: change.start })
      if (range.end > change.end) {
        moved.push({ ...range, start: change.start + change.insertedLength, end: range.end + delta })
      }
    }
  }
  return moved.filter((range) => range.end > range.start)
}
