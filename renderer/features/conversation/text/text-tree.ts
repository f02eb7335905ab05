import type { FormattedText, TextEntity } from '#shared/contract/entities/formatted-text.ts'

/** A style with everything that its view needs, without the range. */
export type TextStyle = TextEntity extends infer Entity
  ? Entity extends TextEntity
    ? Omit<Entity, 'offset' | 'length'>
    : never
  : never

/** What a formatted text becomes: plain runs, styled runs that hold more of the same, and line breaks that a block stands for. */
export type TextNode =
  | { readonly kind: 'text'; readonly text: string }
  /** A line break next to a block, which begins its own line anyway. */
  | { readonly kind: 'block_break' }
  | { readonly kind: 'styled'; readonly style: TextStyle; readonly children: readonly TextNode[] }

interface StyledRange {
  readonly start: number
  readonly end: number
  readonly rank: number
  readonly style: TextStyle
}

/** Blocks contain links, links contain styles; code is innermost because nothing may restyle it. */
const ranks: Readonly<Record<TextEntity['kind'], number>> = {
  blockquote: 0,
  expandable_blockquote: 0,
  pre: 1,
  spoiler: 2,
  text_url: 3,
  mention_name: 3,
  mention: 3,
  hashtag: 3,
  cashtag: 3,
  bot_command: 3,
  url: 3,
  email: 3,
  phone: 3,
  bank_card: 3,
  bold: 4,
  italic: 5,
  underline: 6,
  strikethrough: 7,
  code: 8,
}

const lastBlockRank = 1

/**
 * Turns ranges into a tree. Any set of ranges is accepted: what lies outside the text is cut off, what overlaps is split,
 * and an edge inside a surrogate pair moves outward. Reading the tree in order gives the text back exactly.
 */
export function buildTextTree({ text, entities }: FormattedText): readonly TextNode[] {
  const ranges = entities
    .map((entity) => toRange(text, entity))
    .filter((range) => range.end > range.start)
    .sort(compareRanges)
  return build(text, 0, text.length, ranges)
}

/** The text that a tree stands for. */
export function readTextTree(nodes: readonly TextNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text
      return node.kind === 'block_break' ? '\n' : readTextTree(node.children)
    })
    .join('')
}

export function isBlockStyle(style: TextStyle): boolean {
  return ranks[style.kind] <= lastBlockRank
}

function toRange(text: string, entity: TextEntity): StyledRange {
  const { offset, length, ...style } = entity
  const start = clamp(Math.trunc(offset), text.length)
  const end = clamp(Math.trunc(offset + length), text.length)
  return {
    start: isInsidePair(text, start) ? start - 1 : start,
    end: isInsidePair(text, end) ? end + 1 : end,
    rank: ranks[entity.kind],
    style,
  }
}

function clamp(value: number, max: number): number {
  return Number.isNaN(value) ? 0 : Math.min(Math.max(value, 0), max)
}

function isInsidePair(text: string, index: number): boolean {
  return index > 0 && index < text.length && (text.codePointAt(index - 1) ?? 0) > 0xff_ff
}

function compareRanges(a: StyledRange, b: StyledRange): number {
  return a.start - b.start || b.end - a.end || a.rank - b.rank
}

function build(
  text: string,
  start: number,
  end: number,
  ranges: readonly StyledRange[],
): readonly TextNode[] {
  const nodes: TextNode[] = []
  let position = start
  let rest = ranges
  for (let first = rest[0]; first !== undefined; first = rest[0]) {
    const next = pickOutermost(first, rest)
    const before = clip(rest, position, next.start)
    pushAll(
      nodes,
      before.length > 0 ? build(text, position, next.start, before) : plain(text, position, next.start),
    )
    const inside = clip(
      rest.filter((range) => range !== next),
      next.start,
      next.end,
    )
    nodes.push({ kind: 'styled', style: next.style, children: build(text, next.start, next.end, inside) })
    position = next.end
    if (isBlockStyle(next.style) && position < end && text[position] === '\n') {
      nodes.push({ kind: 'block_break' })
      position += 1
    }
    rest = clip(rest, position, end)
  }
  pushAll(nodes, plain(text, position, end))
  return nodes
}

/** A block is taken before anything inline, so that a style that crosses its edge is split instead of the block. */
function pickOutermost(first: StyledRange, ranges: readonly StyledRange[]): StyledRange {
  let best = first
  for (const range of ranges) {
    const isBlock = range.rank <= lastBlockRank
    const isBestBlock = best.rank <= lastBlockRank
    if (isBlock && !isBestBlock) best = range
    else if (isBlock === isBestBlock && compareRanges(range, best) < 0) best = range
  }
  return best
}

function clip(ranges: readonly StyledRange[], start: number, end: number): readonly StyledRange[] {
  const clipped: StyledRange[] = []
  for (const range of ranges) {
    const from = Math.max(range.start, start)
    const to = Math.min(range.end, end)
    if (to > from)
      clipped.push(from === range.start && to === range.end ? range : { ...range, start: from, end: to })
  }
  return clipped
}

function plain(text: string, start: number, end: number): readonly TextNode[] {
  return end > start ? [{ kind: 'text', text: text.slice(start, end) }] : []
}

function pushAll(nodes: TextNode[], more: readonly TextNode[]): void {
  for (const node of more) nodes.push(node)
}
