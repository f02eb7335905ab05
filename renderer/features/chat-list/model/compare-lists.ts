import type { ChatId } from '#shared/contract/entities/ids.ts'
import { findIndex, findSection, type ShownList } from './shown-list.ts'

export interface ListDifference {
  /** The least number of chats that have to be moved, added or taken away. */
  readonly movedCount: number
  /** Chats of the held list that no longer exist. */
  readonly dropped: readonly ChatId[]
}

/**
 * Compares the held list with the current one. The common beginning and end are skipped: usually one chat has risen
 * and everything below it stayed.
 */
export function compareLists(
  held: ShownList,
  live: ShownList,
  isKnown: (chatId: ChatId) => boolean,
): ListDifference {
  const { begin, heldEnd, liveEnd } = findChangedPart(held, live)
  const livePositions = new Map<ChatId, number>()
  for (let position = begin; position < liveEnd; position += 1) {
    const chatId = live.order.at(position)
    if (chatId !== undefined) livePositions.set(chatId, position)
  }
  const dropped: ChatId[] = []
  /** Positions, in the live list, of chats that both have in the same section, in the order of the held one. */
  const kept: number[] = []
  let movedCount = 0
  for (let index = begin; index < heldEnd; index += 1) {
    const chatId = held.order.at(index)
    if (chatId === undefined) continue
    const position = livePositions.get(chatId)
    livePositions.delete(chatId)
    if (position === undefined) {
      if (isKnown(chatId)) movedCount += 1
      else dropped.push(chatId)
    } else if (findSection(held.starts, index) === findSection(live.starts, position)) {
      kept.push(position)
    } else {
      movedCount += 1
    }
  }
  // The rest was not in the held list at all.
  movedCount += livePositions.size + kept.length - measureLongestRise(kept)
  return { movedCount, dropped }
}

interface ChangedPart {
  readonly begin: number
  readonly heldEnd: number
  readonly liveEnd: number
}

function findChangedPart(held: ShownList, live: ShownList): ChangedPart {
  const isSame = (heldIndex: number, liveIndex: number): boolean =>
    held.order.at(heldIndex) === live.order.at(liveIndex) &&
    findSection(held.starts, heldIndex) === findSection(live.starts, liveIndex)
  let begin = 0
  let heldEnd = held.order.length
  let liveEnd = live.order.length
  while (begin < heldEnd && begin < liveEnd && isSame(begin, begin)) begin += 1
  while (heldEnd > begin && liveEnd > begin && isSame(heldEnd - 1, liveEnd - 1)) {
    heldEnd -= 1
    liveEnd -= 1
  }
  return { begin, heldEnd, liveEnd }
}

/** Length of the longest increasing subsequence: the rows that may stay in place. */
export function measureLongestRise(values: readonly number[]): number {
  const tails: number[] = []
  for (const value of values) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((tails[middle] ?? 0) < value) low = middle + 1
      else high = middle
    }
    tails[low] = value
  }
  return tails.length
}

/** The held list without chats that no longer exist. */
export function dropFrom(held: ShownList, dropped: readonly ChatId[]): ShownList {
  const isDropped = new Set(dropped)
  const countBefore = (start: number): number =>
    dropped.filter((chatId) => findIndex(held.order, chatId) < start).length
  return {
    order: [...held.order].filter((chatId) => !isDropped.has(chatId)),
    starts: {
      pinned: held.starts.pinned - countBefore(held.starts.pinned),
      chats: held.starts.chats - countBefore(held.starts.chats),
    },
  }
}
