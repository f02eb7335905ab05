import type { AlarmView } from '#shared/contract/entities/team.ts'

/** What happened to an alarm, worth being read out. */
export interface AlarmNews {
  readonly kind: 'raised' | 'again' | 'taken' | 'done'
  readonly alarm: AlarmView
}

/**
 * The changes between two states of the alarms that are worth announcing. Of the first state only an alarm that
 * sounds is announced.
 */
export function tellChanges(
  before: readonly AlarmView[] | undefined,
  after: readonly AlarmView[],
): readonly AlarmNews[] {
  const known = new Map((before ?? []).map((alarm) => [alarm.id, alarm]))
  return after.flatMap((alarm): readonly AlarmNews[] => {
    const old = known.get(alarm.id)
    if (alarm.done !== undefined)
      return old !== undefined && old.done === undefined ? [{ kind: 'done', alarm }] : []
    if (old === undefined) {
      const isNews = alarm.taken === undefined && (before !== undefined || alarm.isSounding)
      return isNews ? [{ kind: 'raised', alarm }] : []
    }
    if (alarm.taken !== undefined) {
      return alarm.taken.by.userId === old.taken?.by.userId ? [] : [{ kind: 'taken', alarm }]
    }
    return alarm.hasEscalated && !old.hasEscalated ? [{ kind: 'again', alarm }] : []
  })
}
