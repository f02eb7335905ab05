/**
 * What nobody sees, or what only moves the next letter: spaces, controls, format and direction characters, marks
 * without a letter of their own, fillers. Telegram takes some of it away before it shows a text.
 */
const unseen = /^[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\u2800]+/u
/** The exclamation mark in its full-width, small and vertical forms. */
const marks: ReadonlySet<string> = new Set(['!', '\uFF01', '\uFE57', '\uFE15'])

/** Whether the text of a composer is an internal note: its first visible character is `!`. */
export function isNoteText(text: string): boolean {
  return marks.has(text.replace(unseen, '').charAt(0))
}

/**
 * The text of a note without its mark; empty while nothing follows the mark, undefined for a text that is no note.
 */
export function readNoteText(text: string): string | undefined {
  const seen = text.replace(unseen, '')
  // Combining characters that follow the mark belong to it, and are removed with it.
  return marks.has(seen.charAt(0)) ? seen.slice(1).replace(unseen, '').trim() : undefined
}
