import type { ClockOverride, RulesView } from '../../contract/entities/triage.ts'
import { fail, ok, type Result } from '../../lib/result.ts'
import { checkCalendar } from '../working-calendar/check-calendar.ts'

type ClockRules = RulesView['clock']

/** The rules' clock with the override of one chat. Both are valid by themselves, but the combination may not be. */
export function mergeClock(clock: ClockRules, override: ClockOverride | undefined): ClockRules {
  if (override === undefined) return clock
  return {
    redAfterMin: override.redAfterMin ?? clock.redAfterMin,
    breachAfterMin: override.breachAfterMin ?? clock.breachAfterMin,
    reactionAnswers: clock.reactionAnswers,
    calendar: override.calendar ?? clock.calendar,
  }
}

/** Checks that a breach is later than red, and that the calendar can be read. */
export function checkClock(clock: ClockRules): Result<undefined, 'breach_before_red' | 'calendar_invalid'> {
  if (clock.breachAfterMin <= clock.redAfterMin)
    return fail('breach_before_red', 'a breach has to be later than red')
  const checked = checkCalendar(clock.calendar)
  return checked.ok ? ok() : checked
}
