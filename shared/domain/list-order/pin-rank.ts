import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/**
 * A rank between two others, ascending by UTF-16 unit; without `above` the rank is at the top, without `below`
 * behind all. The result is absent when there is no room, because both are the same or one is not a rank: then give
 * all pins new ranks (`makeRanks`).
 */
export function makeRankBetween(above: string | undefined, below: string | undefined): string | undefined {
  if (above !== undefined && below !== undefined && above >= below) return undefined
  try {
    return generateKeyBetween(above, below)
  } catch {
    return undefined
  }
}

/** Makes this many ranks, ascending. */
export function makeRanks(count: number): readonly string[] {
  return generateNKeysBetween(undefined, undefined, count)
}
