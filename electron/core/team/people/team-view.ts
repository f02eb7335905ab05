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

/** Reading the log reports every page; windows are told no more often than this, because nobody can read faster. */
const gatherMs = 50

export interface TeamViewsParts extends TeamContext {
  readonly channel: TeamChannel
  readonly teamLog: ChosenLog
  readonly members: TeamMembers
  readonly teamPeople: TeamPeople
}

export interface TeamViews {
  readTeam(): TeamView
  readPeople(): TeamPerson[]
  /** TDLib told of a user, whose name may have changed. */
  onUser(userId: number): void
  /** Tells windows at once, so that a user who did something sees it together with the answer. */
  flush(): void
  close(): void
}

/** What windows show of the channel, its log and its people; nothing is sent while nothing changes. */
export class ShownTeam implements TeamViews {
  readonly #parts: TeamViewsParts
  #cancel: Cancel | undefined
  #isPeopleDue = false
  #shownTeam = ''
  #shownPeople = ''

  constructor(parts: TeamViewsParts) {
    this.#parts = parts
    const { channel, teamLog, teamPeople } = parts
    teamLog.onView(() => this.#touch())
    channel.onChange(() => this.#touch())
    teamPeople.onChange(() => this.#touchPeople())
    teamLog.onChange((changes) => {
      if (changes.some(({ kind }) => kind === 'settings' || kind === 'everything')) this.#touch()
    })
  }

  readTeam(): TeamView {
    return readTeam(this.#parts)
  }

  readPeople(): TeamPerson[] {
    return readPeople(this.#parts)
  }

  onUser(userId: number): void {
    const { channel, members, teamLog } = this.#parts
    if (channel.id === undefined) return
    if (members.known.memberIds.has(userId) || teamLog.state.roles.has(userId)) this.#touchPeople()
  }

  flush(): void {
    this.#isPeopleDue = true
    this.#publish()
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #touch(): void {
    const { clock } = this.#parts
    this.#cancel ??= clock.schedule(clock.now() + gatherMs, () => {
      this.#cancel = undefined
      this.#publish()
    })
  }

  #touchPeople(): void {
    this.#isPeopleDue = true
    this.#touch()
  }

  #publish(): void {
    const ops: PatchOp[] = []
    const team = readTeam(this.#parts)
    const json = JSON.stringify(team)
    if (json !== this.#shownTeam) ops.push({ op: 'team', value: team })
    this.#shownTeam = json
    if (this.#isPeopleDue) {
      const list = readPeople(this.#parts)
      const peopleJson = JSON.stringify(list)
      if (peopleJson !== this.#shownPeople) ops.push({ op: 'team_people', value: list })
      this.#shownPeople = peopleJson
      this.#isPeopleDue = false
    }
    if (ops.length > 0) this.#parts.publish(ops)
  }
}

function readTeam({ channel, members, people, teamLog, teamPeople }: TeamViewsParts): TeamView {
  const { adminIds, ownerId } = members.known
  const { selfId } = people
  const { myRole } = teamPeople
  const memberIds = [...members.known.memberIds]
  const onDuty = memberIds.filter((id) => teamPeople.isOnDuty(id))
  const total = memberIds.filter((id) => teamPeople.roleOf(id) === 'duty' || teamPeople.isOnDuty(id))
  const view = channel.readView()
  const { dutySeesAll, rulesBy } = teamLog.state.settings
  return {
    ...(view === undefined ? {} : { channel: view }),
    log: teamLog.readView(),
    ...(myRole === undefined ? {} : { myRole }),
    isChannelAdmin: selfId !== undefined && adminIds.has(selfId),
    isChannelOwner: selfId !== undefined && ownerId === selfId,
    amOnDuty: selfId !== undefined && teamPeople.isOnDuty(selfId),
    duty: { onCount: onDuty.length, totalCount: total.length },
    dutySeesAll,
    ...(rulesBy === undefined
      ? {}
      : { rulesBy: { name: people.nameUser(rulesBy.userId), atS: rulesBy.atS } }),
  }
}

/** The members, and people whom the team's log names though they are no members any more. */
function readPeople(parts: TeamViewsParts): TeamPerson[] {
  const { members, teamLog } = parts
  return [...new Set([...members.known.memberIds, ...teamLog.state.roles.keys()])]
    .map((userId) => describeMember(parts, userId))
    .sort((a, b) => a.name.localeCompare(b.name) || a.userId - b.userId)
}

function describeMember(
  { members, people, teamLog, teamPeople }: TeamViewsParts,
  userId: number,
): TeamPerson {
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
