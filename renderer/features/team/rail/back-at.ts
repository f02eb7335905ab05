import { readDayTime } from '../../../lib/time/day-time.ts'

const minuteS = 60

/** Pauses that are chosen by one press, minutes. */
export const pausesMin = [15, 30, 60] as const

/** So many minutes from now, to the whole minute; seconds since 1970. */
export function findBackAfter(pauseMin: number, nowMs: number): number {
  return Math.ceil(nowMs / 1000 / minuteS) * minuteS + pauseMin * minuteS
}

/** The next time this machine's clock shows what was typed: "14:00", "9", "930". Undefined: it is no time of day. */
export function readBackAt(text: string, nowMs: number): number | undefined {
  const minutes = readDayTime(text)
  if (minutes === undefined) return undefined
  const at = new Date(nowMs)
  at.setHours(0, minutes, 0, 0)
  if (at.getTime() <= nowMs) at.setDate(at.getDate() + 1)
  return at.getTime() / 1000
}
