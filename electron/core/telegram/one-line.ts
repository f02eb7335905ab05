const maxUnits = 200
/** Most texts: words with one plain space between two of them, which have nothing to replace. */
const isOneLine = /^[^\s\u0085]*(?: [^\s\u0085]+)*$/u
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Makes the text one line of at most 200 UTF-16 units. A character as the reader sees it is never cut. */
export function makeOneLine(text: string): string {
  // Long texts are common in rows of the list, and only their beginning is needed.
  const isLong = text.length > maxUnits * 4
  const start = isLong ? cutText(text, maxUnits * 4) : text
  const line = isOneLine.test(start) ? start : start.replaceAll(/[\s\u0085]+/gu, ' ')
  return cutText(line.trim(), maxUnits)
}

export function cutText(text: string, limitUnits: number): string {
  if (text.length <= limitUnits) return text
  let end = 0
  for (const { index, segment } of segmenter.segment(text.slice(0, limitUnits + 64))) {
    if (index + segment.length > limitUnits - 1) break
    end = index + segment.length
  }
  return `${text.slice(0, end).trimEnd()}…`
}

/** Up to two letters for an avatar: of the first and the last word that begins with a letter or digit. */
export function makeInitials(name: string): string {
  const words = name.split(/[\s\u2013\u2014-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const first = words[0]
  if (first === undefined) return firstCapital(name.trim())
  const last = words.length > 1 ? words.at(-1) : undefined
  return firstCapital(first) + (last === undefined ? '' : firstCapital(last))
}

/** Some letters become several letters in upper case: of "ﬃ" and "ß" the first is enough. */
function firstCapital(text: string): string {
  const plain = plainStart.exec(text)?.[0]
  return plain === undefined ? firstGrapheme(firstGrapheme(text).toUpperCase()) : plain.toUpperCase()
}

/** A Latin or Cyrillic letter or a digit that nothing can be combined with: segmenting costs more than a whole row else. */
const plainStart = /^[0-9A-Za-zА-яЁё](?=$|[ -~А-яЁё])/u

function firstGrapheme(text: string): string {
  const plain = plainStart.exec(text)?.[0]
  if (plain !== undefined) return plain
  for (const { segment } of segmenter.segment(text)) return segment
  return ''
}
