/**
 * What stays in the field when `sent` was accepted: what was typed behind it meanwhile, or all of it when the text was
 * replaced. What was typed behind a note is a note.
 */
export function findRest(text: string, sent: string, isNote: boolean): string {
  if (!text.startsWith(sent)) return text
  const rest = text.slice(sent.length)
  return isNote && rest.trim() !== '' ? `!${rest}` : rest
}
