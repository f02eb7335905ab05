import { codeMark, type MarkedSpan, preMark } from './marks.ts'

const languagePattern = /^[\w+#.-]{1,32}\n/u

/** `code` within a line and ```blocks```, which may begin with a line that names the language. */
export function findCode(source: string, isLiteral: Uint8Array): readonly MarkedSpan[] {
  const spans: MarkedSpan[] = []
  let index = 0
  while (index < source.length) {
    const length = countMarks(source, index, isLiteral)
    const span =
      length === 1 || length === preMark.length ? readSpan(source, index, length, isLiteral) : undefined
    if (span === undefined) {
      index += Math.max(length, 1)
      continue
    }
    spans.push(span)
    index = span.removed.at(-1)?.end ?? span.end
  }
  return spans
}

/** Length of the run of marks here; a run of two or of four and more is text. */
function countMarks(source: string, index: number, isLiteral: Uint8Array): number {
  let end = index
  while (source[end] === codeMark && isLiteral[end] === 0) end += 1
  return end - index
}

function readSpan(
  source: string,
  open: number,
  length: number,
  isLiteral: Uint8Array,
): MarkedSpan | undefined {
  const close = findClose(source, open + length, length, isLiteral)
  if (close === undefined) return undefined
  return length === 1 ? readInline(source, open, close) : readBlock(source, open, close)
}

function findClose(source: string, from: number, length: number, isLiteral: Uint8Array): number | undefined {
  let index = from
  while (index < source.length) {
    const found = countMarks(source, index, isLiteral)
    if (found === length) return index
    index += Math.max(found, 1)
  }
  return undefined
}

function readInline(source: string, open: number, close: number): MarkedSpan | undefined {
  const start = open + codeMark.length
  const content = source.slice(start, close)
  if (content.trim() === '' || content.includes('\n')) return undefined
  return {
    start,
    end: close,
    removed: [
      { start: open, end: start },
      { start: close, end: close + codeMark.length },
    ],
    style: { kind: 'code' },
    isOpaque: true,
  }
}

function readBlock(source: string, open: number, close: number): MarkedSpan | undefined {
  let start = open + preMark.length
  let end = close
  const language = languagePattern.exec(source.slice(start, close))?.[0].trimEnd()
  if (language !== undefined) start += language.length
  if (source[start] === '\n') start += 1
  if (end > start && source[end - 1] === '\n') end -= 1
  if (source.slice(start, end).trim() === '') return undefined
  return {
    start,
    end,
    removed: [
      { start: open, end: start },
      { start: end, end: close + preMark.length },
    ],
    style: language === undefined ? { kind: 'pre' } : { kind: 'pre', language },
    isOpaque: true,
  }
}
