import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import type { TeamChange } from '#shared/domain/team-log/team-state.ts'

/** Which parts of the state an event of this account changes. */
export function findChanges(event: NewTeamEvent, id: string, selfId: number): readonly TeamChange[] {
  switch (event.type) {
    case 'genesis':
      return [{ kind: 'everything' }]
    case 'role':
      return [{ kind: 'roles' }, { kind: 'duty', userId: event.user }]
    case 'duty':
      return [{ kind: 'duty', userId: selfId }]
    case 'settings':
      return [{ kind: 'settings' }]
    case 'alarm_raised':
      return [{ kind: 'alarm', alarmId: id }]
    case 'alarm_taken':
    case 'alarm_done':
      return [{ kind: 'alarm', alarmId: event.alarm }]
    case 'note':
    case 'note_removed':
      return [{ kind: 'notes', chatId: event.chat }]
    case 'snapshot':
      return []
    default:
      return [{ kind: 'chat', chatId: event.chat }]
  }
}
