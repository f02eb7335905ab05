import type { Alarm } from '../team-log/team-state.ts'
import { isOpen } from './alarm-sound.ts'

/** Alarms that ended within this time are still shown beside the open ones. */
export const overShownMs = 24 * 3_600_000

/** Open alarms, the oldest first, then those that ended after `sinceS`, the newest end first. */
export function selectShownAlarms(alarms: Iterable<Alarm>, sinceS: number): readonly Alarm[] {
  const open: Alarm[] = []
  const over: Alarm[] = []
  for (const alarm of alarms) {
    if (isOpen(alarm)) open.push(alarm)
    else if (endedAtS(alarm) >= sinceS) over.push(alarm)
  }
  return [...open.sort((a, b) => a.raised.atS - b.raised.atS), ...sortByEnd(over)]
}

/** Alarms that are over, the newest end first. */
export function selectPastAlarms(alarms: Iterable<Alarm>): readonly Alarm[] {
  return sortByEnd([...alarms].filter((alarm) => !isOpen(alarm)))
}

function endedAtS(alarm: Alarm): number {
  return alarm.done?.atS ?? Infinity
}

function sortByEnd(over: Alarm[]): Alarm[] {
  // Alarms that ended in the same second are in the order of their raising.
  return over.reverse().sort((a, b) => endedAtS(b) - endedAtS(a))
}
