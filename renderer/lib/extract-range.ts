import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'

/**
 * The rows that a virtual list draws: those in sight, and the `kept` ones wherever it is scrolled; negative indexes
 * are ignored.
 */
export function extractRange(range: Range, kept: readonly number[]): number[] {
  const shown = defaultRangeExtractor(range)
  const missing = kept.filter((index) => index >= 0 && !shown.includes(index))
  return missing.length === 0 ? shown : [...new Set([...shown, ...missing])].sort((a, b) => a - b)
}
