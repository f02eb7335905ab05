/**
 * What nobody sees, or what only moves the next letter: spaces, controls, format and direction characters, marks
 * without a letter of their own, fillers. Telegram takes some of it away before it shows a text.
 */
const unseen = /^[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\u2800]+/u
/** The mark in its widths. */
const marks: ReadonlySet<string> = new Set(['!', '\uFF01', '\uFE57', '\uFE15'])

/** Whether what is in a composer is an internal note: the first character that one sees is `!`. */
export function isNoteText(text: string): boolean {
  return marks.has(text.replace(unseen, '').charAt(0))
}

/** What a note says, without its mark; empty while nothing follows it, undefined for a text that is no note. */
export function readNoteText(text: string): string | undefined {
  const seen = text.replace(unseen, '')
  // A mark that is joined with the sign belongs to it.
  return marks.has(seen.charAt(0)) ? seen.slice(1).replace(unseen, '').trim() : undefined
}
