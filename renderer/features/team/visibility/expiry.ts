/** How long a chat is shown to somebody. */
export const expiryChoices = ['open', 'today', 'days3', 'week', 'date'] as const
export type ExpiryChoice = (typeof expiryChoices)[number]

const days: Readonly<Record<'today' | 'days3' | 'week', number>> = { today: 0, days3: 3, week: 7 }

/**
 * The last second of the day that was chosen, by this machine's calendar; seconds since 1970. Undefined: no end.
 * `problem`: `date` is chosen and is no day from today on.
 */
export function findUntilS(
  choice: ExpiryChoice,
  date: string,
  nowMs: number,
): { readonly untilS: number | undefined } | { readonly problem: 'date' } {
  if (choice === 'open') return { untilS: undefined }
  const end = choice === 'date' ? readDate(date) : new Date(nowMs)
  if (end === undefined) return { problem: 'date' }
  if (choice !== 'date') end.setDate(end.getDate() + days[choice])
  end.setHours(23, 59, 59, 0)
  return end.getTime() <= nowMs ? { problem: 'date' } : { untilS: end.getTime() / 1000 }
}

/** "2026-11-24", as a date field gives it; a local day. */
function readDate(text: string): Date | undefined {
  const found = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/u.exec(text)?.groups
  if (found === undefined) return undefined
  const [year, month, day] = [Number(found['year']), Number(found['month']), Number(found['day'])]
  const date = new Date(year, month - 1, day)
  return date.getMonth() === month - 1 ? date : undefined
}

/** A day as a date field wants it, for its earliest choice. */
export function formatDateField(atMs: number): string {
  const at = new Date(atMs)
  const pad = (value: number, length: number): string => String(value).padStart(length, '0')
  return `${pad(at.getFullYear(), 4)}-${pad(at.getMonth() + 1, 2)}-${pad(at.getDate(), 2)}`
}

/** Whether it ends with a day of this machine's calendar, so that its hour says nothing. */
export function isEndOfDay(untilS: number): boolean {
  const at = new Date(untilS * 1000)
  return at.getHours() === 23 && at.getMinutes() === 59
}
