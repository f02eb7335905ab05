import { codeMark, preMark } from '../markdown/marks.ts'

export interface Selection {
  readonly start: number
  readonly end: number
}

/** One replacement of the field's text and what is selected after it. */
export interface Replacement {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly selection: Selection
}

/** Puts marks around the selection, or removes them when they are there; whitespace at its ends stays outside. */
export function toggleMark(text: string, selection: Selection, mark: string): Replacement {
  const { start, end } = shrink(text, selection)
  const inner = text.slice(start, end)
  if (text.slice(start - mark.length, start) === mark && text.startsWith(mark, end) && start >= mark.length) {
    return {
      start: start - mark.length,
      end: end + mark.length,
      text: inner,
      selection: { start: start - mark.length, end: end - mark.length },
    }
  }
  if (inner.length > 2 * mark.length && inner.startsWith(mark) && inner.endsWith(mark)) {
    const bare = inner.slice(mark.length, -mark.length)
    return { start, end, text: bare, selection: { start, end: start + bare.length } }
  }
  return {
    start,
    end,
    text: `${mark}${inner}${mark}`,
    selection: { start: start + mark.length, end: end + mark.length },
  }
}

/** Code within a line, a block for several lines. */
export function toggleCode(text: string, selection: Selection): Replacement {
  if (!text.slice(selection.start, selection.end).includes('\n')) return toggleMark(text, selection, codeMark)
  const { start, end } = shrink(text, selection)
  const open = `${preMark}\n`
  return {
    start,
    end,
    text: `${open}${text.slice(start, end)}\n${preMark}`,
    selection: { start: start + open.length, end: end + open.length },
  }
}

export function insertLink(text: string, selection: Selection, address: string): Replacement {
  const { start, end } = shrink(text, selection)
  const label = text.slice(start, end) === '' ? address : text.slice(start, end)
  const link = `[${label}](${address})`
  return { start, end, text: link, selection: { start: start + link.length, end: start + link.length } }
}

function shrink(text: string, { start, end }: Selection): Selection {
  const inner = text.slice(start, end)
  if (inner.trim() === '') return { start, end }
  return {
    start: start + inner.length - inner.trimStart().length,
    end: end - (inner.length - inner.trimEnd().length),
  }
}
