const longestPattern = 100
const mostPatterns = 100

export interface ReadPatterns {
  readonly added: readonly string[]
  /** The text that stays in the field, with the reason. */
  readonly rest: string
  readonly problem?: 'patternKnown' | 'patternLong' | 'patternMany'
}

/** Reads patterns from text, one per line; what cannot be taken stays in the field. */
export function readPatterns(text: string, known: readonly string[]): ReadPatterns {
  const added: string[] = []
  const left: string[] = []
  let problem: ReadPatterns['problem']
  const lower = new Set(known.map((pattern) => pattern.toLowerCase()))
  for (const line of text.split(/\r?\n/u)) {
    const pattern = line.trim()
    if (pattern === '') continue
    const found =
      pattern.length > longestPattern
        ? 'patternLong'
        : lower.has(pattern.toLowerCase())
          ? 'patternKnown'
          : known.length + added.length >= mostPatterns
            ? 'patternMany'
            : undefined
    if (found === undefined) {
      lower.add(pattern.toLowerCase())
      added.push(pattern)
    } else {
      problem = found
      left.push(pattern)
    }
  }
  return { added, rest: left.join(' '), ...(problem === undefined ? {} : { problem }) }
}
