/** Puts moments into the few characters a row has. */
export interface RowTimes {
  /**
   * "12:04" today; "Thu" in the six days before; then "9 Nov" or "09.11.25". Never "4 min": in a row of the list
   * minutes say how long a customer waits.
   */
  format(dateS: number, nowMs: number): string
  /** "12:04" today, the date before it otherwise; for moments that are a few hours away. */
  formatMoment(atMs: number, nowMs: number): string
  /** "9 Nov" whatever day it is, or "09.11.25"; for what is about a day. */
  formatDay(dateS: number, nowMs: number): string
  /** Date and time in full, for titles. */
  formatFull(dateS: number): string
}

const minuteMs = 60_000
const dayMs = 86_400_000
const daysWithNames = 6

/** Formatters are slow to make: one of these serves a language and a zone for as long as they hold. */
export function createRowTimes(language: string, timeZone: string): RowTimes {
  const make = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(language, { ...options, timeZone })
  const clock = make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const weekday = make({ weekday: 'short' })
  const dayAndMonth = make({ day: 'numeric', month: 'short' })
  const date = make({ day: '2-digit', month: '2-digit', year: '2-digit' })
  const full = make({ dateStyle: 'long', timeStyle: 'medium' })
  const fields = new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone,
  })

  /** The calendar day in the zone, as a count of days, and its year. */
  const readDay = (atMs: number): { readonly day: number; readonly year: number } => {
    const found = { year: 0, month: 1, day: 1 }
    for (const { type, value } of fields.formatToParts(atMs)) {
      if (type === 'year' || type === 'month' || type === 'day') found[type] = Number(value)
    }
    return { day: Date.UTC(found.year, found.month - 1, found.day) / dayMs, year: found.year }
  }
  let today = { nowMinute: -1, day: 0, year: 0 }
  const readToday = (nowMs: number): { readonly day: number; readonly year: number } => {
    const nowMinute = Math.floor(nowMs / minuteMs)
    if (today.nowMinute !== nowMinute) today = { nowMinute, ...readDay(nowMs) }
    return today
  }

  const describeDay = (atMs: number, nowMs: number): string =>
    readDay(atMs).year === readToday(nowMs).year
      ? dayAndMonth.format(atMs).replace(/\.$/u, '')
      : date.format(atMs)

  return {
    format: (dateS, nowMs) => {
      const atMs = dateS * 1000
      const then = readDay(atMs)
      const now = readToday(nowMs)
      const daysAgo = now.day - then.day
      if (daysAgo === 0) return clock.format(atMs)
      if (daysAgo > 0 && daysAgo <= daysWithNames) return weekday.format(atMs)
      return describeDay(atMs, nowMs)
    },
    formatMoment: (atMs, nowMs) =>
      readDay(atMs).day === readToday(nowMs).day
        ? clock.format(atMs)
        : `${dayAndMonth.format(atMs)} ${clock.format(atMs)}`,
    formatDay: (dateS, nowMs) => describeDay(dateS * 1000, nowMs),
    formatFull: (dateS) => full.format(dateS * 1000),
  }
}
