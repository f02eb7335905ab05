import { formatDayTime, readDayTime } from '../../../lib/time/day-time.ts'

/** Minutes of the day; when `to` is before `from` it is that of the next day. */
export interface QuietHours {
  readonly from: number
  readonly to: number
}

export interface QuietForm {
  readonly from: string
  readonly to: string
}

export type QuietProblem = 'quietProblem' | 'quietSame'

export function writeQuietForm(hours: QuietHours | undefined): QuietForm {
  return { from: formatDayTime(hours?.from ?? 0), to: formatDayTime(hours?.to ?? 0) }
}

/** Whether this is no time within a day. */
export function isBadTime(text: string): boolean {
  return (readDayTime(text) ?? 1440) > 1439
}

/** Both ends out of their fields, or what is wrong with them. */
export function readQuietForm({ from, to }: QuietForm): QuietHours | QuietProblem {
  const fromMin = readDayTime(from)
  const toMin = readDayTime(to)
  if (fromMin === undefined || toMin === undefined || isBadTime(from) || isBadTime(to)) return 'quietProblem'
  return fromMin === toMin ? 'quietSame' : { from: fromMin, to: toMin }
}
