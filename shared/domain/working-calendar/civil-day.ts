export const dayMs = 86_400_000

/** Days since 1970-01-01 of a date of the Gregorian calendar; absent when there is no such date. */
export function parseDay(date: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date) ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  const monthLength = findMonthLength(Number(year), Number(month))
  if (monthLength === undefined || Number(day) < 1 || Number(day) > monthLength) return undefined
  return countDays(Number(year), Number(month), Number(day))
}

/** Monday is 0; 1970-01-01 was a Thursday. */
export function findWeekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function findMonthLength(year: number, month: number): number | undefined {
  return month === 2 && isLeap(year) ? 29 : monthLengths[month - 1]
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function countDays(year: number, month: number, day: number): number {
  const before = year - 1
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  let days = before * 365 + leapDays + day - 1
  for (let index = 1; index < month; index += 1) days += findMonthLength(year, index) ?? 0
  // Days from 0001-01-01 to 1970-01-01.
  return days - 719_162
}
