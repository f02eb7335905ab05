import type { AlarmView } from '#shared/contract/entities/team.ts'

export function isOpen(alarm: AlarmView): boolean {
  return alarm.done === undefined
}

/** Open alarms, those not taken first, each oldest first; then ended ones, newest first. */
export interface SortedAlarms {
  readonly untaken: readonly AlarmView[]
  readonly taken: readonly AlarmView[]
  readonly over: readonly AlarmView[]
}

export function sortAlarms(alarms: readonly AlarmView[]): SortedAlarms {
  const open = alarms.filter(isOpen).toSorted((a, b) => a.raisedAtMs - b.raisedAtMs)
  return {
    untaken: open.filter(({ taken }) => taken === undefined),
    taken: open.filter(({ taken }) => taken !== undefined),
    over: alarms
      .filter((alarm) => !isOpen(alarm))
      .toSorted((a, b) => (b.done?.atMs ?? 0) - (a.done?.atMs ?? 0)),
  }
}

/** The alarm that a key acts on: the current one if it fits, otherwise the first that does. */
export function chooseAlarm(alarms: readonly AlarmView[], inHand: string | undefined): AlarmView | undefined {
  return alarms.find(({ id }) => id === inHand) ?? alarms[0]
}
