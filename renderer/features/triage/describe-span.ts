/** A length of time in two figures at most: which words, and the figures in them. */
export type SpanWords =
  | { readonly form: 'minutes'; readonly minutes: number }
  | { readonly form: 'hours'; readonly hours: number; readonly minutes: number }
  | { readonly form: 'days'; readonly days: number; readonly hours: number }

const minuteMs = 60_000
const minutesOfHour = 60
const minutesOfDay = 1_440

export function describeSpan(ms: number): SpanWords {
  const minutes = Math.max(1, Math.round(ms / minuteMs))
  if (minutes < minutesOfHour) return { form: 'minutes', minutes }
  if (minutes < minutesOfDay) {
    return { form: 'hours', hours: Math.floor(minutes / minutesOfHour), minutes: minutes % minutesOfHour }
  }
  const days = Math.floor(minutes / minutesOfDay)
  return { form: 'days', days, hours: Math.floor((minutes % minutesOfDay) / minutesOfHour) }
}
