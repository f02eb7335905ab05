/** Two texts that were typed in two places, as one in which nothing is lost and nothing stands twice. */
export function joinTexts(first: string, second: string): string {
  if (second.includes(first)) return second
  return first.includes(second) ? first : `${first}\n${second}`
}
