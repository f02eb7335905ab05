import type { WorkingCalendar } from '../../contract/entities/triage.ts'
import { fail, ok, type Result } from '../../lib/result.ts'
import { parseDay } from './civil-day.ts'
import { hasZone } from './zone.ts'

/** Checks what the schema cannot: the zone is known, the days exist, intervals ascend and none overlap. */
export function checkCalendar(calendar: WorkingCalendar): Result<undefined, 'calendar_invalid'> {
  if (calendar.kind === 'always') return ok()
  if (!hasZone(calendar.timeZone))
    return fail('calendar_invalid', 'unknown time zone', { timeZone: calendar.timeZone })
  for (const [weekday, intervals] of calendar.days.entries()) {
    let endMin = 0
    for (const { from, to } of intervals) {
      if (from < endMin || from >= to)
        return fail('calendar_invalid', 'intervals overlap or are empty', { weekday, from, to })
      endMin = to
    }
  }
  const wrong = calendar.holidays.find((date) => parseDay(date) === undefined)
  return wrong === undefined ? ok() : fail('calendar_invalid', 'no such day', { date: wrong })
}
