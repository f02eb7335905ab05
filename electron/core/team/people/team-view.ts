import { userSender } from '../../telegram/sender.ts'
import type { TeamPerson, TeamView } from '#shared/contract/entities/team.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { asUserId } from '../../telegram/ids.ts'
import { makeInitials } from '../../telegram/one-line.ts'
import { describePerson } from '../../triage/rules.ts'
import type { TeamChannel } from '../channel/team-channel.ts'
import type { ChosenLog } from '../log/create-log.ts'
import type { TeamContext } from '../team-context.ts'
import type { TeamPeople } from '../team-ports.ts'
import type { TeamMembers } from './team-members.ts'

/** Reading tells of every page; nobody can read faster than this. */
const gatherMs = 50

export interface TeamViewsParts extends TeamContext {
  readonly channel: TeamChannel
  readonly teamLog: ChosenLog
  readonly members: TeamMembers
  readonly teamPeople: TeamPeople
}

export interface TeamViews {
  readBase(): Iterable<PatchOp>
  /** TDLib told of a user: somebody may be called otherwise now. */
  onUser(userId: number): void
  /** Whoever did something sees it with the answer. */
  flush(): void
  close(): void
}

/** What windows show of the channel, its log and its people. */
export function createTeamViews(parts: TeamViewsParts): TeamViews {
  const { channel, clock, teamLog, members, people, publish, teamPeople } = parts
  let cancel: Cancel | undefined
  let isPeopleDue = false
  let shown = ''
  let shownPeople = ''

  /** Members first seen, and whom the log names though they are gone. */
  const listIds = (): readonly number[] => {
    const { memberIds } = members.known
    return [...new Set([...memberIds, ...teamLog.state.roles.keys()])]
  }
  const readTeam = (): TeamView => {
    const { state } = teamLog
    const { adminIds, ownerId } = members.known
    const { selfId } = people
    const myRole = teamPeople.myRole
    const memberIds = [...members.known.memberIds]
    const onDuty = memberIds.filter((id) => teamPeople.isOnDuty(id))
    const total = memberIds.filter((id) => teamPeople.roleOf(id) === 'duty' || teamPeople.isOnDuty(id))
    const view = channel.readView()
    const { rulesBy } = state.settings
    return {
      ...(view === undefined ? {} : { channel: view }),
      log: teamLog.readView(),
      ...(myRole === undefined ? {} : { myRole }),
      isChannelAdmin: selfId !== undefined && adminIds.has(selfId),
      isChannelOwner: selfId !== undefined && ownerId === selfId,
      amOnDuty: selfId !== undefined && teamPeople.isOnDuty(selfId),
      duty: { onCount: onDuty.length, totalCount: total.length },
      dutySeesAll: state.settings.dutySeesAll,
      ...(rulesBy === undefined
        ? {}
        : { rulesBy: { name: people.nameUser(rulesBy.userId), atS: rulesBy.atS } }),
    }
  }
  const describe = (userId: number): TeamPerson => {
    const duty = teamLog.state.duty.get(userId)
    const isMember = members.known.memberIds.has(userId)
    const role = isMember ? teamPeople.roleOf(userId) : teamLog.state.roles.get(userId)
    const name = people.nameUser(userId)
    const username = describePerson(people, userId)?.username
    const isOnDuty = teamPeople.isOnDuty(userId)
    return {
      userId: asUserId(userId),
      name,
      firstName: people.nameShort(userSender(userId)),
      ...(username === undefined ? {} : { username }),
      initials: makeInitials(name),
      accent: people.accentOfUser(userId),
      ...(role === undefined ? {} : { role }),
      isMember,
      isOwner: members.known.ownerId === userId,
      isSelf: people.selfId === userId,
      isOnDuty,
      ...(duty === undefined ? {} : { dutySinceS: duty.atS }),
      ...(duty?.backAtS === undefined || isOnDuty ? {} : { backAtS: duty.backAtS }),
    }
  }
  const readPeople = (): TeamPerson[] =>
    listIds()
      .map((userId) => describe(userId))
      .sort((a, b) => a.name.localeCompare(b.name) || a.userId - b.userId)

  const flush = (): void => {
    const ops: PatchOp[] = []
    const team = readTeam()
    const json = JSON.stringify(team)
    if (json !== shown) ops.push({ op: 'team', value: team })
    shown = json
    if (isPeopleDue) {
      const list = readPeople()
      const peopleJson = JSON.stringify(list)
      if (peopleJson !== shownPeople) ops.push({ op: 'team_people', value: list })
      shownPeople = peopleJson
      isPeopleDue = false
    }
    if (ops.length > 0) publish(ops)
  }
  const touch = (): void => {
    cancel ??= clock.schedule(clock.now() + gatherMs, () => {
      cancel = undefined
      flush()
    })
  }
  const touchPeople = (): void => {
    isPeopleDue = true
    touch()
  }
  teamLog.onView(touch)
  channel.onChange(touch)
  teamPeople.onChange(touchPeople)
  teamLog.onChange((changes) => {
    if (changes.some(({ kind }) => kind === 'settings' || kind === 'everything')) touch()
  })

  return {
    *readBase(): Iterable<PatchOp> {
      yield { op: 'team', value: readTeam() }
      yield { op: 'team_people', value: readPeople() }
    },
    onUser(userId: number): void {
      if (channel.id === undefined) return
      const { memberIds } = members.known
      if (memberIds.has(userId) || teamLog.state.roles.has(userId)) touchPeople()
    },
    flush(): void {
      isPeopleDue = true
      flush()
    },
    close(): void {
      cancel?.()
      cancel = undefined
    },
  }
}
