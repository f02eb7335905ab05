import { foldText, foldToLatin, swapLayout, type FoldedText } from './fold-text.ts'

/** A title prepared once for many queries. */
export interface TitleIndex {
  readonly plain: FoldedText
  readonly latin: FoldedText
}

/** A query prepared once for many titles. */
export interface TitleQuery {
  readonly isEmpty: boolean
  /** The ways to read what was typed, the literal one first. */
  readonly readings: readonly Reading[]
}

interface Reading {
  readonly words: readonly string[]
  readonly field: 'plain' | 'latin'
  readonly penalty: number
  /** Scattered letters count only in what was really typed; guessed readings would match too much. */
  readonly hasGaps: boolean
}

export interface TitleMatch {
  /** Greater is better. */
  readonly score: number
  /** UTF-16 units of the title that matched, ascending. */
  readonly positions: readonly number[]
}

const penalties = { latin: 40, swapped: 60 }

export function indexTitle(title: string): TitleIndex {
  return { plain: foldText(title), latin: foldToLatin(title) }
}

/**
 * Reads a query in four ways: as typed, with the keyboard in the other layout, and both of them in Latin letters,
 * so that "hjvfirf", "romashka" and "ромашка" find the same chat.
 */
export function readQuery(query: string): TitleQuery {
  const swapped = swapLayout(query)
  const readings: Reading[] = []
  const add = (text: string, field: 'plain' | 'latin', penalty: number): void => {
    const folded = field === 'plain' ? foldText(text).text : foldToLatin(text).text
    const words = folded.split(/\s+/u).filter(Boolean)
    const isKnown = readings.some(
      (reading) => reading.field === field && reading.words.join(' ') === words.join(' '),
    )
    if (words.length > 0 && !isKnown)
      readings.push({ words, field, penalty, hasGaps: penalty < penalties.swapped })
  }
  add(query, 'plain', 0)
  add(query, 'latin', penalties.latin)
  if (swapped !== undefined) {
    add(swapped, 'plain', penalties.swapped)
    add(swapped, 'latin', penalties.swapped + penalties.latin)
  }
  return { isEmpty: readings.length === 0, readings }
}

/** Every word of the query has to be found; undefined when one is not, in any reading. */
export function matchTitle(query: TitleQuery, index: TitleIndex): TitleMatch | undefined {
  let best: TitleMatch | undefined
  for (const reading of query.readings) {
    const match = matchWords(reading, index[reading.field])
    if (match !== undefined && (best === undefined || match.score > best.score)) best = match
  }
  return best
}

function matchWords({ words, penalty, hasGaps }: Reading, title: FoldedText): TitleMatch | undefined {
  let score = -penalty
  const positions = new Set<number>()
  for (const word of words) {
    const match = matchWord(word, title.text, hasGaps)
    if (match === undefined) return undefined
    score += match.score / words.length
    for (const unit of match.units) {
      const position = title.origin[unit]
      if (position !== undefined) positions.add(position)
    }
  }
  // Of two titles that match alike the shorter one is nearer to what was meant.
  return { score: score - title.text.length / 10, positions: [...positions].toSorted((a, b) => a - b) }
}

const scores = { title: 1000, wordStart: 800, inside: 500, subsequence: 300 }
/** Below this a run of scattered letters matches nearly anything. */
const shortestSubsequence = 2

function matchWord(
  word: string,
  title: string,
  hasGaps: boolean,
): { readonly score: number; readonly units: readonly number[] } | undefined {
  const at = findBest(word, title)
  if (at !== undefined) {
    const units = Array.from({ length: word.length }, (_, index) => at + index)
    if (at === 0) return { score: scores.title, units }
    return { score: (isWordStart(title, at) ? scores.wordStart : scores.inside) - Math.min(at, 100), units }
  }
  return !hasGaps || word.length < shortestSubsequence ? undefined : matchSubsequence(word, title)
}

/** Where the word stands in the title: at the start of a word rather than inside of one. */
function findBest(word: string, title: string): number | undefined {
  const first = title.indexOf(word)
  if (first < 0) return undefined
  for (let at = first; at >= 0; at = title.indexOf(word, at + 1)) {
    if (isWordStart(title, at)) return at
  }
  return first
}

/** Letters in their order with others between them; the first one has to begin a word. */
function matchSubsequence(
  word: string,
  title: string,
): { readonly score: number; readonly units: readonly number[] } | undefined {
  const units: number[] = []
  let gaps = 0
  let from = 0
  for (const letter of word) {
    const isFirst = units.length === 0
    const at = isFirst ? findWordStart(letter, title) : title.indexOf(letter, from)
    if (at < 0) return undefined
    if (!isFirst && at > from && !isWordStart(title, at)) gaps += at - from
    units.push(at)
    from = at + letter.length
  }
  return { score: scores.subsequence - Math.min(gaps * 10, 250), units }
}

function findWordStart(letter: string, title: string): number {
  let at = title.indexOf(letter)
  while (at >= 0 && !isWordStart(title, at)) at = title.indexOf(letter, at + 1)
  return at
}

function isWordStart(title: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(title[at - 1] ?? ' ')
}
