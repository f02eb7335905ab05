import type { WorkingCalendar, WorkingInterval } from '#shared/contract/entities/triage.ts'
import { formatDayTime, readDayTime } from '../../../lib/time/day-time.ts'

/** One interval as it stands in its two fields; `id` keeps the fields apart while others come and go. */
export interface IntervalForm {
  readonly id: number
  readonly from: string
  readonly to: string
}

/** What stands in the editor of the working hours; the days are kept while "all day" is chosen. */
export interface CalendarForm {
  readonly kind: WorkingCalendar['kind']
  readonly timeZone: string
  /** Seven, Monday first. */
  readonly days: readonly (readonly IntervalForm[])[]
  /** YYYY-MM-DD, in order. */
  readonly holidays: readonly string[]
}

export type IntervalProblem = 'from' | 'to' | 'order' | 'overlap'
export type ReadCalendar =
  | { readonly ok: true; readonly calendar: WorkingCalendar }
  | {
      readonly ok: false
      /** What is wrong with which interval, by its id. */
      readonly intervals: ReadonlyMap<number, IntervalProblem>
      /** There is not one working hour in the week. */
      readonly isEmpty: boolean
      readonly isZoneUnknown: boolean
    }

const officeDay: readonly WorkingInterval[] = [{ from: 540, to: 1080 }]
const officeWeek = [officeDay, officeDay, officeDay, officeDay, officeDay, [], []]

let lastId = 0
export function makeIntervalForm(from: string, to: string): IntervalForm {
  lastId += 1
  return { id: lastId, from, to }
}

const writeDay = (day: readonly WorkingInterval[]): readonly IntervalForm[] =>
  day.map(({ from, to }) => makeIntervalForm(formatDayTime(from), formatDayTime(to)))

/** Puts a calendar into the fields; without hours of its own a week of office hours is proposed. */
export function writeCalendarForm(calendar: WorkingCalendar, localZone: string): CalendarForm {
  return calendar.kind === 'always'
    ? { kind: 'always', timeZone: localZone, days: officeWeek.map(writeDay), holidays: [] }
    : {
        kind: 'weekly',
        timeZone: calendar.timeZone,
        days: calendar.days.map(writeDay),
        holidays: calendar.holidays,
      }
}

/** The calendar that the fields describe, or everything that is invalid. */
export function readCalendarForm(form: CalendarForm, isZoneKnown: (zone: string) => boolean): ReadCalendar {
  if (form.kind === 'always') return { ok: true, calendar: { kind: 'always' } }
  const intervals = new Map<number, IntervalProblem>()
  const days = form.days.map((day) => readDay(day, intervals))
  const isEmpty = form.days.every((day) => day.length === 0)
  const isZoneUnknown = !isZoneKnown(form.timeZone)
  if (intervals.size > 0 || isEmpty || isZoneUnknown) return { ok: false, intervals, isEmpty, isZoneUnknown }
  return {
    ok: true,
    calendar: { kind: 'weekly', timeZone: form.timeZone, days, holidays: [...form.holidays] },
  }
}

/** Checks the intervals in order: they may touch but not overlap. */
function readDay(day: readonly IntervalForm[], problems: Map<number, IntervalProblem>): WorkingInterval[] {
  const read: (WorkingInterval & { readonly id: number })[] = []
  for (const { id, from: fromText, to: toText } of day) {
    const from = readDayTime(fromText)
    const to = readDayTime(toText)
    if (from === undefined || from > 1439) problems.set(id, 'from')
    else if (to === undefined) problems.set(id, 'to')
    else if (from >= to) problems.set(id, 'order')
    else read.push({ id, from, to })
  }
  read.sort((a, b) => a.from - b.from)
  let end = 0
  for (const { id, from, to } of read) {
    if (from < end) problems.set(id, 'overlap')
    end = Math.max(end, to)
  }
  return read.map(({ from, to }) => ({ from, to }))
}

/** Gives Tuesday to Friday the hours of Monday. */
export function copyMonday(form: CalendarForm): CalendarForm {
  const [monday = []] = form.days
  return {
    ...form,
    days: form.days.map((day, index) =>
      index >= 1 && index <= 4 ? monday.map(({ from, to }) => makeIntervalForm(from, to)) : day,
    ),
  }
}

/** The next interval to propose for a day: after its last one, an hour's break between. */
export function proposeInterval(day: readonly IntervalForm[]): IntervalForm {
  const ends = day.map(({ to }) => readDayTime(to) ?? 0)
  const last = Math.max(0, ...ends)
  if (last === 0) return makeIntervalForm('09:00', '18:00')
  const from = Math.min(last + 60, 1380)
  return makeIntervalForm(formatDayTime(from), formatDayTime(Math.min(from + 240, 1440)))
}
