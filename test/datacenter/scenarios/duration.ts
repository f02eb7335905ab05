const unitSeconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
}

/** "250ms", "45s", "3m", "2h", "1d 4h", "2w" */
export const durationPattern = /^\d+(?:ms|[smhdw])(?: ?\d+(?:ms|[smhdw]))*$/

/** Seconds of a duration that has passed `durationPattern`. */
export function readDuration(text: string): number {
  if (!durationPattern.test(text)) throw new Error(`"${text}" is not a duration like "3m" or "1d 4h"`)
  let seconds = 0
  for (const [, count = '', unit = ''] of text.matchAll(/(\d+)(ms|[smhdw])/g)) {
    seconds += Number(count) * (unitSeconds[unit] ?? 0)
  }
  return seconds
}
