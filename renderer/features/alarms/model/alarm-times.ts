import type { AlarmView } from '#shared/contract/entities/team.ts'

/** A length of time in a few characters: which words, and the figures in them. */
export type Span =
  | { readonly form: 'seconds'; readonly seconds: number }
  | { readonly form: 'minutes'; readonly minutes: number }
  | { readonly form: 'hours'; readonly hours: number; readonly minutes: string }
  | { readonly form: 'days'; readonly days: number; readonly hours: number }

const secondsOfMinute = 60
const minutesOfHour = 60
const minutesOfDay = 1_440
const secondMs = 1_000

export function readSpan(ms: number): Span {
  const seconds = Math.max(0, Math.floor(ms / secondMs))
  const minutes = Math.floor(seconds / secondsOfMinute)
  if (minutes < 1) return { form: 'seconds', seconds }
  if (minutes < minutesOfHour) return { form: 'minutes', minutes }
  const hours = Math.floor(minutes / minutesOfHour)
  if (minutes < minutesOfDay) {
    return { form: 'hours', hours, minutes: String(minutes % minutesOfHour).padStart(2, '0') }
  }
  return { form: 'days', days: Math.floor(hours / 24), hours: hours % 24 }
}

/** How an alarm went: until somebody took it, whether that was in time, and until it was done. */
export interface AlarmCourse {
  readonly takenAfterMs: number | undefined
  readonly isTakenLate: boolean
  readonly doneAfterMs: number | undefined
}

/** Late means that the alarm had to sound a second time. */
export function readCourse({ raisedAtMs, taken, done, escalatesAtMs }: AlarmView): AlarmCourse {
  return {
    takenAfterMs: taken === undefined ? undefined : Math.max(0, taken.atMs - raisedAtMs),
    isTakenLate: (taken?.atMs ?? done?.atMs ?? 0) > escalatesAtMs,
    doneAfterMs: done === undefined ? undefined : Math.max(0, done.atMs - raisedAtMs),
  }
}
