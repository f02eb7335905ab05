import type { WorkingCalendar, WorkingInterval } from '#shared/contract/entities/triage.ts'
import { formatDayTime } from '../../../lib/time/day-time.ts'

/** The words a summary is made of; short names of days, Monday first. */
export interface CalendarWords {
  readonly always: string
  readonly noHours: string
  readonly days: readonly string[]
  readonly holidays: (count: number) => string
  readonly describeZone: (zone: string) => string
}

/** One line: "Mon–Fri 09:00–13:00, 14:00–19:00 · Moscow · 8 holidays". */
export function describeCalendar(calendar: WorkingCalendar, words: CalendarWords): string {
  if (calendar.kind === 'always') return words.always
  const parts = groupDays(calendar.days).map(
    ({ days, hours }) => `${describeDays(days, words.days)} ${describeHours(hours)}`,
  )
  return [
    parts.length === 0 ? words.noHours : parts.join('; '),
    words.describeZone(calendar.timeZone),
    ...(calendar.holidays.length === 0 ? [] : [words.holidays(calendar.holidays.length)]),
  ].join(' · ')
}

interface DayGroup {
  readonly days: number[]
  readonly hours: readonly WorkingInterval[]
}

/** Days with the same hours together, in the order of their first day; days off are left out. */
function groupDays(days: readonly (readonly WorkingInterval[])[]): readonly DayGroup[] {
  const groups = new Map<string, DayGroup>()
  for (const [day, hours] of days.entries()) {
    if (hours.length === 0) continue
    const key = describeHours(hours)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { days: [day], hours })
    else group.days.push(day)
  }
  return [...groups.values()]
}

const describeHours = (hours: readonly WorkingInterval[]): string =>
  hours.map(({ from, to }) => `${formatDayTime(from)}–${formatDayTime(to)}`).join(', ')

/** Three and more in a row become a range: "Mon–Wed, Fri". */
function describeDays(days: readonly number[], names: readonly string[]): string {
  const runs: number[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run?.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined): string => names[day ?? 0] ?? ''
  return runs
    .flatMap((run) => (run.length > 2 ? [`${name(run[0])}–${name(run.at(-1))}`] : run.map(name)))
    .join(', ')
}

/** Names of zones in a language, by their ids; browsers know them in few languages. */
export type ZoneNames = Readonly<Record<string, string>>

/** The zone as people call it: "Moscow", "Москва"; the city of its id where there is no name. */
export function describeZone(zone: string, names: ZoneNames): string {
  return names[zone] ?? zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
}
