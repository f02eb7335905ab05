import type { TeamRole } from '#shared/contract/entities/team.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { People } from '../../telegram/people.ts'
import type { TeamLog, Roster } from '../team-ports.ts'
import type { TeamMembers } from './team-members.ts'

export interface RosterParts {
  readonly teamLog: TeamLog
  readonly members: TeamMembers
  readonly people: People
}

/** Puts the roles of the team's log and the channel's members together. */
export function createRoster({ members, people, teamLog }: RosterParts): Roster {
  const changed = new Emitter()
  members.onChange(() => changed.emit())
  teamLog.onChange((changes) => {
    if (changes.some(({ kind }) => kind === 'roles' || kind === 'duty' || kind === 'everything'))
      changed.emit()
  })
  const roleOf = (userId: number): TeamRole | undefined => {
    const { memberIds, ownerId } = members.known
    if (teamLog.state.rootId === undefined || !memberIds.has(userId)) return undefined
    // The team's log judges the same way: the owner is a manager, whatever role the log names.
    return userId === ownerId ? 'manager' : teamLog.state.roles.get(userId)
  }
  const readColleagueIds = (): ReadonlySet<number> => {
    const { ownerId } = members.known
    const { roles, rootId } = teamLog.state
    return new Set([...roles.keys(), ...(rootId === undefined || ownerId === undefined ? [] : [ownerId])])
  }
  return {
    get selfId() {
      return people.selfId
    },
    get memberIds() {
      return members.known.memberIds
    },
    get colleagueIds() {
      return readColleagueIds()
    },
    get strangerIds() {
      if (teamLog.state.rootId === undefined) return []
      const colleagueIds = readColleagueIds()
      const { botIds, memberIds } = members.known
      const ids = new Set([...memberIds, ...botIds])
      return [...ids].filter((userId) => !colleagueIds.has(userId)).sort((a, b) => a - b)
    },
    roleOf,
    get myRole() {
      return people.selfId === undefined ? undefined : roleOf(people.selfId)
    },
    isOnDuty: (userId) => roleOf(userId) !== undefined && teamLog.state.duty.get(userId)?.isOn === true,
    onChange: (listener) => changed.on(listener),
  }
}
