import type { FormattedText, TextEntity } from '#shared/contract/entities/formatted-text.ts'
import type { CarriedRange } from './carried-range.ts'
import { findCode } from './find-code.ts'
import { findLinks } from './find-links.ts'
import { type MarkedSpan, type PairedKind, pairedMarks, type SpanStyle } from './marks.ts'

/**
 * What is sent for the text of the composer. Marks without a partner, marks in code, and marks in carried ranges stay text,
 * so a command that was pasted arrives as it was.
 */
export function parseMarkdown(source: string, carried: readonly CarriedRange[] = []): FormattedText {
  const isLiteral = createLiteralMap(source, carried)
  const spans = [...findCode(source, isLiteral)]
  protect(isLiteral, spans)
  const links = findLinks(source, isLiteral)
  protect(isLiteral, links)
  spans.push(...links)
  for (const { kind, mark } of pairedMarks) spans.push(...findPairs(source, kind, mark, isLiteral))
  return strip(source, spans, carried)
}

/** One flag per character: whether it can be (part of) a mark. */
function createLiteralMap(source: string, carried: readonly CarriedRange[]): Uint8Array {
  const isLiteral = new Uint8Array(source.length)
  for (const range of carried) isLiteral.fill(1, range.start, range.end)
  return isLiteral
}

function protect(isLiteral: Uint8Array, spans: readonly MarkedSpan[]): void {
  for (const span of spans) {
    for (const { start, end } of span.removed) isLiteral.fill(1, start, end)
    if (span.isOpaque) isLiteral.fill(1, span.start, span.end)
  }
}

function findPairs(
  source: string,
  kind: PairedKind,
  mark: string,
  isLiteral: Uint8Array,
): readonly MarkedSpan[] {
  const spans: MarkedSpan[] = []
  let opened: number | undefined
  let index = 0
  while (index <= source.length - mark.length) {
    if (!isMarkAt(source, index, mark, isLiteral)) {
      index += 1
      continue
    }
    if (opened !== undefined && index > opened + mark.length && canClose(source, index, mark)) {
      spans.push({
        start: opened + mark.length,
        end: index,
        removed: [
          { start: opened, end: opened + mark.length },
          { start: index, end: index + mark.length },
        ],
        style: { kind },
        isOpaque: false,
      })
      opened = undefined
      index += mark.length
    } else if (opened === undefined && canOpen(source, index, mark)) {
      opened = index
      index += mark.length
    } else {
      index += 1
    }
  }
  return spans
}

function isMarkAt(source: string, index: number, mark: string, isLiteral: Uint8Array): boolean {
  if (!source.startsWith(mark, index)) return false
  for (let offset = 0; offset < mark.length; offset += 1) if (isLiteral[index + offset] === 1) return false
  return true
}

const wordPattern = /[\p{L}\p{N}]/u
const spacePattern = /\s/u

/** `a**b` and `x || y` open nothing: a mark opens at the beginning of a word and closes at the end of one. */
function canOpen(source: string, index: number, mark: string): boolean {
  const before = source[index - 1] ?? ' '
  const after = source[index + mark.length] ?? ' '
  return !wordPattern.test(before) && !spacePattern.test(after) && after !== mark[0]
}

function canClose(source: string, index: number, mark: string): boolean {
  const before = source[index - 1] ?? ' '
  const after = source[index + mark.length] ?? ' '
  return !spacePattern.test(before) && !wordPattern.test(after)
}

/** Takes the marks out and moves every range to where its text is then. */
function strip(
  source: string,
  spans: readonly MarkedSpan[],
  carried: readonly CarriedRange[],
): FormattedText {
  const isRemoved = new Uint8Array(source.length)
  for (const span of spans) for (const { start, end } of span.removed) isRemoved.fill(1, start, end)
  const target = new Uint32Array(source.length + 1)
  let text = ''
  for (let index = 0; index < source.length; index += 1) {
    target[index] = text.length
    if (isRemoved[index] === 0) text += source[index] ?? ''
  }
  target[source.length] = text.length

  const entities: TextEntity[] = []
  const add = (start: number, end: number, style: SpanStyle | TextEntity): void => {
    const offset = target[start] ?? 0
    const length = (target[end] ?? text.length) - offset
    if (length > 0) entities.push({ ...style, offset, length })
  }
  for (const span of spans) add(span.start, span.end, span.style)
  for (const range of carried) if (range.entity !== undefined) add(range.start, range.end, range.entity)
  entities.sort((a, b) => a.offset - b.offset || b.length - a.length)
  return { text, entities }
}
