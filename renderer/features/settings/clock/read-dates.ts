/** What was found in a text with dates; `unread` is what could not be understood, as it was written. */
export interface ReadDates {
  /** YYYY-MM-DD, each once, in order. */
  readonly dates: readonly string[]
  readonly unread: readonly string[]
}

const dayMs = 86_400_000
const longestRangeDays = 62
const datePattern =
  '(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}\\.\\d{1,2}(?:\\.\\d{4})?|\\d{1,2}\\/\\d{1,2}\\/\\d{4})'
const rangePattern = new RegExp(
  `(${datePattern})(?:\\s*(?:–|—|\\.\\.+|-|\\bto\\b|\\bпо\\b)\\s*(${datePattern}))?`,
  'gu',
)

/**
 * Reads days off out of whatever was typed or pasted: "2027-01-01", "1.1.2027", "01.01" (the next one from today on),
 * "31/12/2027" (day first), "01.01.2027–08.01.2027". `today` is YYYY-MM-DD.
 */
export function readDates(text: string, today: string): ReadDates {
  const days = new Set<string>()
  const unread: string[] = []
  const rest = text.replaceAll(rangePattern, (whole: string, first: string, last?: string) => {
    const from = readDate(first, today)
    const to = last === undefined ? from : readDate(last, from ?? today)
    const range = from === undefined || to === undefined ? undefined : listDays(from, to)
    if (range === undefined) unread.push(whole)
    for (const day of range ?? []) days.add(day)
    return ' '
  })
  unread.push(...rest.split(/[\s,;]+/u).filter((word) => word !== ''))
  return { dates: [...days].toSorted(), unread }
}

function readDate(text: string, after: string): string | undefined {
  const parts = text.split(/[-./]/u).map(Number)
  const [a = 0, b = 0, c] = parts
  if (text.includes('-')) return makeDate(a, b, c ?? 0)
  if (c !== undefined) return makeDate(c, b, a)
  const year = Number(after.slice(0, 4))
  const thisYear = makeDate(year, b, a)
  return thisYear !== undefined && thisYear >= after ? thisYear : makeDate(year + 1, b, a)
}

function makeDate(year: number, month: number, day: number): string | undefined {
  if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1) return undefined
  const atMs = Date.UTC(year, month - 1, day)
  const iso = new Date(atMs).toISOString().slice(0, 10)
  // The 31st of a shorter month would be the first of the next one.
  return Number(iso.slice(8)) === day ? iso : undefined
}

function listDays(from: string, to: string): readonly string[] | undefined {
  const firstMs = Date.parse(from)
  const count = (Date.parse(to) - firstMs) / dayMs + 1
  if (count < 1 || count > longestRangeDays) return undefined
  return Array.from({ length: count }, (_, index) =>
    new Date(firstMs + index * dayMs).toISOString().slice(0, 10),
  )
}
