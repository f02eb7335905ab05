import { dayMs } from './civil-day.ts'

/** A stretch of time in which the zone's clocks differ from UTC by the same amount. */
export interface OffsetStretch {
  readonly fromMs: number
  readonly toMs: number
  readonly offsetMs: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

export function hasZone(timeZone: string): boolean {
  try {
    openFormat(timeZone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** The stretches of one day of UTC, counted from 1970-01-01: one, or two where the clocks are changed. */
export function readOffsets(timeZone: string, utcDay: number): readonly OffsetStretch[] {
  const format = openFormat(timeZone)
  const fromMs = utcDay * dayMs
  const toMs = fromMs + dayMs
  const first = readOffset(format, fromMs)
  const last = readOffset(format, toMs - 1)
  if (first === last) return [{ fromMs, toMs, offsetMs: first }]
  let low = fromMs
  let high = toMs - 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (readOffset(format, middle) === first) low = middle
    else high = middle
  }
  return [
    { fromMs, toMs: high, offsetMs: first },
    { fromMs: high, toMs, offsetMs: last },
  ]
}

/** Keeps one format per zone: making one is slow and needs much memory, and there are few zones. */
function openFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    formats.set(timeZone, format)
  }
  return format
}

/** Reads the end of "11/21/2026, GMT+05:30"; the offset of UTC is not written. */
function readOffset(format: Intl.DateTimeFormat, atMs: number): number {
  const [, sign, hours, minutes, seconds = '0'] =
    /GMT(?:([+-])(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/u.exec(format.format(atMs)) ?? []
  if (sign === undefined) return 0
  const offsetMs = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -offsetMs : offsetMs
}
