import type { ChatId } from '../../contract/entities/ids.ts'

export interface OrderedPlace {
  readonly chatId: ChatId
  readonly key: string
}

/**
 * Places in their order, cut into blocks, none of them empty. A change makes a new outer array and a new block or
 * two; all others are shared with what was before, so that keeping an old state costs nothing.
 */
export type PlaceBlocks = readonly (readonly OrderedPlace[])[]

export interface BlockPosition {
  readonly block: number
  readonly index: number
}

const maxBlockLength = 256

/** Negative when `a` stands above `b`: the greater key, by UTF-16 unit, then the smaller chat id. */
export function comparePlaces(a: OrderedPlace, b: OrderedPlace): number {
  if (a.key !== b.key) return a.key > b.key ? -1 : 1
  return a.chatId - b.chatId
}

/**
 * The position of the place, or where to insert it: never before the first place of a block, except in the first
 * block.
 */
export function findPosition(blocks: PlaceBlocks, place: OrderedPlace): BlockPosition {
  const after = findFirst(blocks.length, (middle) => {
    const first = blocks[middle]?.[0]
    return first !== undefined && comparePlaces(first, place) > 0
  })
  return findInBlock(blocks, Math.max(0, after - 1), place)
}

/**
 * The same position, looked for from the top with growing steps: a chat that moves goes to the top or near it, and the
 * places there were read just before.
 */
export function findPositionFromTop(blocks: PlaceBlocks, place: OrderedPlace): BlockPosition {
  const isBelow = (block: number): boolean => {
    const first = blocks[block]?.[0]
    return first !== undefined && comparePlaces(first, place) > 0
  }
  let step = 1
  while (step < blocks.length && !isBelow(step)) step *= 2
  const from = step >>> 1
  const after = from + findFirst(Math.min(step, blocks.length) - from, (offset) => isBelow(from + offset))
  return findInBlock(blocks, Math.max(0, after - 1), place)
}

function findInBlock(blocks: PlaceBlocks, block: number, place: OrderedPlace): BlockPosition {
  const places = blocks[block] ?? []
  const index = findFirst(places.length, (middle) => {
    const other = places[middle]
    return other !== undefined && comparePlaces(other, place) >= 0
  })
  return { block, index }
}

/** The place at the position; an index below or beyond a block is that of its neighbour. */
export function findPlace(blocks: PlaceBlocks, { block, index }: BlockPosition): OrderedPlace | undefined {
  const places = blocks[block]
  if (places === undefined) return undefined
  if (index < 0) return blocks[block - 1]?.at(-1)
  return index < places.length ? places[index] : blocks[block + 1]?.[0]
}

export function insertPlace(
  blocks: PlaceBlocks,
  { block, index }: BlockPosition,
  place: OrderedPlace,
): PlaceBlocks {
  const places = (blocks[block] ?? []).toSpliced(index, 0, place)
  if (places.length <= maxBlockLength) return replaceBlocks(blocks, block, 1, [places])
  const half = places.length >>> 1
  return replaceBlocks(blocks, block, 1, [places.slice(0, half), places.slice(half)])
}

export function removePlace(blocks: PlaceBlocks, { block, index }: BlockPosition): PlaceBlocks {
  const places = (blocks[block] ?? []).toSpliced(index, 1)
  if (places.length === 0) return replaceBlocks(blocks, block, 1, [])
  // Small neighbours are joined, because otherwise a shrinking list would keep many tiny blocks.
  const next = blocks[block + 1]
  if (next !== undefined && places.length + next.length <= maxBlockLength / 2)
    return replaceBlocks(blocks, block, 2, [[...places, ...next]])
  return replaceBlocks(blocks, block, 1, [places])
}

export function replacePlace(
  blocks: PlaceBlocks,
  { block, index }: BlockPosition,
  place: OrderedPlace,
): PlaceBlocks {
  return replaceBlocks(blocks, block, 1, [(blocks[block] ?? []).with(index, place)])
}

/** How many places stand before each block. */
export function countBefore(blocks: PlaceBlocks): readonly number[] {
  let count = 0
  return blocks.map((places) => {
    const before = count
    count += places.length
    return before
  })
}

function replaceBlocks(
  blocks: PlaceBlocks,
  at: number,
  count: number,
  replacements: readonly (readonly OrderedPlace[])[],
): PlaceBlocks {
  return blocks.toSpliced(at, count, ...replacements)
}

/**
 * The first number below `count` for which the condition is true; it has to stay true from there on. `count` when
 * there is none.
 */
export function findFirst(count: number, isFound: (candidate: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isFound(middle)) high = middle
    else low = middle + 1
  }
  return low
}
