import type { UserId } from '#shared/contract/entities/ids.ts'
import type { MarkedSpan, SpanStyle } from './marks.ts'

const linkPattern = /\[([^[\]\n]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)/gu
const userPattern = /^tg:\/\/user\?id=(\d{1,16})$/u
const addressPattern = /^(?:https?:\/\/|tg:\/\/|mailto:)\S+$/iu
/** An address without a scheme has to look like a host name; the `x` of `[0](x)` in a script does not. */
const hostPattern = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:[:/?#]\S*)?$/u

/** `[text](address)`; brackets without a valid address stay text. */
export function findLinks(source: string, isLiteral: Uint8Array): readonly MarkedSpan[] {
  const spans: MarkedSpan[] = []
  for (const match of source.matchAll(linkPattern)) {
    const [whole, label = '', address = ''] = match
    const style = readStyle(address)
    const start = match.index + 1
    const end = start + label.length
    const removed = [
      { start: match.index, end: start },
      { start: end, end: match.index + whole.length },
    ]
    if (style === undefined || label.trim() === '' || removed.some((range) => hasLiteral(isLiteral, range)))
      continue
    spans.push({ start, end, removed, style, isOpaque: false })
  }
  return spans
}

/** Whether `[text](address)` would become a link. */
export function isLinkAddress(address: string): boolean {
  return !/[()\s]/u.test(address) && readStyle(address) !== undefined
}

function readStyle(address: string): SpanStyle | undefined {
  const userId = userPattern.exec(address)?.[1]
  if (userId !== undefined) {
    const id = Number(userId)
    return Number.isSafeInteger(id) && id > 0 ? { kind: 'mention_name', userId: id as UserId } : undefined
  }
  if (addressPattern.test(address) && URL.canParse(address)) return { kind: 'text_url', url: address }
  if (hostPattern.test(address)) return { kind: 'text_url', url: `https://${address}` }
  return undefined
}

function hasLiteral(isLiteral: Uint8Array, range: { readonly start: number; readonly end: number }): boolean {
  return isLiteral.subarray(range.start, range.end).includes(1)
}
