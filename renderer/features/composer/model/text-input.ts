import { type CarriedRange, findChange, moveRanges } from '../markdown/carried-range.ts'
import type { ComposerText } from '../markdown/write-markdown.ts'

/** What the field holds after an input event. */
export interface TextInput {
  readonly text: string
  /** Where the caret is then. */
  readonly caret: number
  /** The change was a paste or a drop: the inserted text is taken literally. */
  readonly isPasted: boolean
}

export function applyInput(before: ComposerText, input: TextInput): ComposerText {
  if (input.text === before.text) return before
  const change = findChange(before.text, input.text, input.caret)
  const moved = moveRanges(before.carried, change)
  const pasted: CarriedRange = { start: change.start, end: change.start + change.insertedLength }
  return {
    text: input.text,
    carried: input.isPasted && pasted.end > pasted.start ? [...moved, pasted] : moved,
  }
}
