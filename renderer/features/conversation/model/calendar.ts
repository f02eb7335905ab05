/** Turns moments into the words of one language and one time zone; formatters are made once, they are slow to make. */
export interface Calendar {
  /** Number of the calendar day, growing by one at each midnight of the zone. */
  dayOf(dateS: number): number
  /** "21 November", with the year unless it is the current one. */
  formatDay(dateS: number, todayDateS: number): string
  /** "12:04". */
  formatTime(dateS: number): string
  /** Date and time in full, for titles. */
  formatFull(dateS: number): string
}

const dayS = 86_400

export function createCalendar(language: string, timeZone: string): Calendar {
  const options = { timeZone } as const
  const parts = new Intl.DateTimeFormat('en-US', {
    ...options,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  const dayOnly = new Intl.DateTimeFormat(language, { ...options, day: 'numeric', month: 'long' })
  const dayAndYear = new Intl.DateTimeFormat(language, {
    ...options,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const time = new Intl.DateTimeFormat(language, {
    ...options,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const full = new Intl.DateTimeFormat(language, {
    ...options,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const dates = new Map<number, { year: number; day: number }>()

  /** The zone's offset changes only at whole quarters of an hour, so one answer serves a quarter. */
  const readDate = (dateS: number): { year: number; day: number } => {
    const quarter = Math.floor(dateS / 900)
    const known = dates.get(quarter)
    if (known !== undefined) return known
    const fields = { year: 1970, month: 1, day: 1 }
    for (const { type, value } of parts.formatToParts(quarter * 900_000)) {
      if (type === 'year' || type === 'month' || type === 'day') fields[type] = Number(value)
    }
    const date = {
      year: fields.year,
      day: Math.round(Date.UTC(fields.year, fields.month - 1, fields.day) / (dayS * 1000)),
    }
    dates.set(quarter, date)
    return date
  }

  return {
    dayOf: (dateS) => readDate(dateS).day,
    formatDay: (dateS, todayDateS) =>
      (readDate(dateS).year === readDate(todayDateS).year ? dayOnly : dayAndYear).format(dateS * 1000),
    formatTime: (dateS) => time.format(dateS * 1000),
    formatFull: (dateS) => full.format(dateS * 1000),
  }
}

export type DayLabel =
  | { readonly kind: 'today' }
  | { readonly kind: 'yesterday' }
  | { readonly kind: 'date'; readonly text: string }

export function describeDay(calendar: Calendar, dateS: number, nowS: number): DayLabel {
  const age = calendar.dayOf(nowS) - calendar.dayOf(dateS)
  if (age === 0) return { kind: 'today' }
  if (age === 1) return { kind: 'yesterday' }
  return { kind: 'date', text: calendar.formatDay(dateS, nowS) }
}
