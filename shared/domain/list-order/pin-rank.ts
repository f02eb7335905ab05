import { generateKeyBetween } from 'fractional-indexing'

/**
 * A rank between two others, ascending by UTF-16 unit; without `above` at the top, without `below` behind all. `below`
 * has to be greater than `above`. What is not a rank (a damaged backup) counts as absent.
 */
export function makeRankBetween(above: string | undefined, below: string | undefined): string {
  const low = isRank(above) ? above : undefined
  const high = isRank(below) ? below : undefined
  if (low === undefined || high === undefined || low < high) return generateKeyBetween(low, high)
  return generateKeyBetween(low, undefined)
}

function isRank(rank: string | undefined): boolean {
  if (rank === undefined) return false
  try {
    generateKeyBetween(rank, undefined)
    return true
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}
