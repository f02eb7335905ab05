import type { RejectReason, TeamRole } from '../../contract/entities/team.ts'
import type { NewTeamEvent, TeamEventType } from './events.ts'
import type { Standing } from './log-item.ts'
import type { TeamState } from './team-state.ts'

type Needed = 'anybody' | 'on_duty' | 'manager'

/** Who may write which event, once there is a genesis. `on_duty`: managers, duty, and everybody who is on duty. */
const neededRights: Readonly<Record<Exclude<TeamEventType, 'genesis'>, Needed>> = {
  role: 'manager',
  duty: 'anybody',
  alarm_raised: 'on_duty',
  alarm_taken: 'on_duty',
  alarm_done: 'on_duty',
  visibility_granted: 'manager',
  visibility_revoked: 'manager',
  settings: 'manager',
  no_reply: 'on_duty',
  no_reply_taken_back: 'on_duty',
  chat_class: 'on_duty',
  clock_override: 'manager',
  chat_project: 'manager',
  note: 'anybody',
  note_removed: 'anybody',
  snapshot: 'manager',
}

/** The role that counts in the log: the channel's owner is a manager whatever the log says. */
export function findRole(state: TeamState, userId: number, standing: Standing): TeamRole | undefined {
  return userId === standing.ownerId ? 'manager' : state.roles.get(userId)
}

/** Why the author may not write this event now; undefined: they may, and the event makes sense. */
export function checkRight(
  state: TeamState,
  authorId: number,
  event: NewTeamEvent,
  standing: Standing,
): RejectReason | undefined {
  if (event.type === 'genesis') return checkGenesis(state, authorId, standing)
  if (state.rootId === undefined) return 'no_genesis'
  const role = findRole(state, authorId, standing)
  if (role === undefined) return 'not_a_member'
  if (!isEnough(role, neededRights[event.type], state.duty.get(authorId)?.isOn === true)) return 'no_right'
  return checkSense(state, authorId, role, event)
}

function checkGenesis(state: TeamState, authorId: number, standing: Standing): RejectReason | undefined {
  if (authorId === standing.ownerId) return undefined
  if (state.rootId !== undefined) return 'second_genesis'
  return standing.isPrivileged(authorId) ? undefined : 'no_right'
}

function isEnough(role: TeamRole, needed: Needed, isOnDuty: boolean): boolean {
  switch (needed) {
    case 'anybody':
      return true
    case 'on_duty':
      return role === 'manager' || role === 'duty' || isOnDuty
    case 'manager':
      return role === 'manager'
  }
}

function checkSense(
  state: TeamState,
  authorId: number,
  role: TeamRole,
  event: NewTeamEvent,
): RejectReason | undefined {
  switch (event.type) {
    case 'role':
      return event.role !== 'manager' && isLastManager(state, event.user) ? 'last_manager' : undefined
    case 'alarm_raised':
      return state.openAlarms.has(event.chat) ? 'alarm_is_open' : undefined
    case 'alarm_taken':
    case 'alarm_done': {
      const alarm = state.alarms.get(event.alarm)
      if (alarm === undefined) return 'unknown_alarm'
      return alarm.done === undefined ? undefined : 'alarm_is_done'
    }
    case 'note_removed': {
      const note = state.notes.get(event.chat)?.get(event.note)
      if (note === undefined) return 'unknown_note'
      return note.written.byUserId === authorId || role === 'manager' ? undefined : 'no_right'
    }
    default:
      return undefined
  }
}

function isLastManager(state: TeamState, userId: number): boolean {
  if (state.roles.get(userId) !== 'manager') return false
  for (const [other, role] of state.roles) if (other !== userId && role === 'manager') return false
  return true
}
