import type { TeamRole } from '../../contract/entities/team.ts'
import type { Alarm } from '../team-log/team-state.ts'

/** When an alarm is not taken for this long, it sounds again, for managers off duty too. */
export const escalateAfterMs = 3 * 60_000
/** An alarm older than this was found after an absence: it is shown, but makes no sound. */
export const silentAfterMs = 12 * 3_600_000

/** Somebody who may hear an alarm. */
export interface AlarmListener {
  readonly userId: number | undefined
  /** The role that counts; undefined: the person has none. */
  readonly role: TeamRole | undefined
  readonly isOnDuty: boolean
}

/** The moment at which an alarm is looked at; all times by one clock. */
export interface AlarmMoment {
  readonly nowMs: number
  readonly raisedAtMs: number
  /** Whether somebody other than the person who raised it is on duty. */
  readonly isAnybodyOnDuty: boolean
}

export interface AlarmSound {
  readonly escalatesAtMs: number
  /** Whether the alarm is open, and nobody took it in time. */
  readonly hasEscalated: boolean
  readonly isSounding: boolean
  /** When one of these changes by itself; undefined: never. */
  readonly changesAtMs: number | undefined
}

export function isOpen(alarm: Alarm): boolean {
  return alarm.done === undefined
}

/** Whether an alarm sounds for somebody at a moment. */
export function readAlarmSound(alarm: Alarm, listener: AlarmListener, moment: AlarmMoment): AlarmSound {
  const { nowMs, raisedAtMs } = moment
  const escalatesAtMs = raisedAtMs + escalateAfterMs
  const silentAtMs = raisedAtMs + silentAfterMs
  if (!isOpen(alarm) || alarm.taken !== undefined) {
    return { escalatesAtMs, hasEscalated: false, isSounding: false, changesAtMs: undefined }
  }
  const hasEscalated = nowMs >= escalatesAtMs
  const hears = hasEscalated ? hearsAgain(alarm, listener, moment) : hearsAtOnce(alarm, listener, moment)
  const changesAtMs = [escalatesAtMs, silentAtMs].find((atMs) => atMs > nowMs)
  return { escalatesAtMs, hasEscalated, isSounding: hears && nowMs < silentAtMs, changesAtMs }
}

/**
 * People on duty hear the alarm; if nobody but the raiser is on duty, duty administrators and managers. The raiser
 * knows of it.
 */
function hearsAtOnce(alarm: Alarm, listener: AlarmListener, { isAnybodyOnDuty }: AlarmMoment): boolean {
  if (listener.userId === alarm.raised.byUserId) return false
  if (isAnybodyOnDuty) return listener.isOnDuty
  return listener.isOnDuty || listener.role === 'duty' || listener.role === 'manager'
}

function hearsAgain(alarm: Alarm, listener: AlarmListener, moment: AlarmMoment): boolean {
  const isRaiser = listener.userId === alarm.raised.byUserId
  return isRaiser || listener.role === 'manager' || hearsAtOnce(alarm, listener, moment)
}
