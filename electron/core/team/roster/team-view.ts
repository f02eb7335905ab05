import { userSender } from '../../telegram/sender.ts'
import { noTeam, type Stranger, type TeamPerson, type TeamView } from '#shared/contract/entities/team.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { asUserId } from '../../telegram/ids.ts'
import { makeInitials } from '../../telegram/one-line.ts'
import { describePerson } from '../../triage/rules.ts'
import type { TeamChannel } from '../channel/team-channel.ts'
import type { ChosenTeamLog } from '../log/create-log.ts'
import type { TeamContext } from '../team-context.ts'
import type { Roster } from '../team-ports.ts'
import type { TeamMembers } from './team-members.ts'

/** Reading the log reports every page; windows are told no more often than this, because nobody can read faster. */
const gatherMs = 50

export interface TeamViewsParts extends TeamContext {
  readonly channel: TeamChannel
  readonly teamLog: ChosenTeamLog
  readonly members: TeamMembers
  readonly roster: Roster
}

export interface TeamViews {
  readTeam(): TeamView
  readColleagues(): TeamPerson[]
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
  #areColleaguesDue = false
  #shownTeam = ''
  #shownColleagues = ''

  constructor(parts: TeamViewsParts) {
    this.#parts = parts
    const { channel, teamLog, roster } = parts
    teamLog.onView(() => this.#touch())
    channel.onChange(() => this.#touch())
    roster.onChange(() => this.#touchColleagues())
    teamLog.onChange((changes) => {
      if (changes.some(({ kind }) => kind === 'settings' || kind === 'everything')) this.#touch()
    })
  }

  readTeam(): TeamView {
    return readTeam(this.#parts)
  }

  readColleagues(): TeamPerson[] {
    return readColleagues(this.#parts)
  }

  onUser(userId: number): void {
    const { channel, members, teamLog } = this.#parts
    if (channel.id === undefined) return
    if (members.known.memberIds.has(userId) || teamLog.state.roles.has(userId)) this.#touchColleagues()
  }

  flush(): void {
    this.#areColleaguesDue = true
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

  #touchColleagues(): void {
    this.#areColleaguesDue = true
    this.#touch()
  }

  #publish(): void {
    const ops: PatchOp[] = []
    const team = readTeam(this.#parts)
    const json = JSON.stringify(team)
    if (json !== this.#shownTeam) ops.push({ op: 'team', value: team })
    this.#shownTeam = json
    if (this.#areColleaguesDue) {
      const list = readColleagues(this.#parts)
      const colleaguesJson = JSON.stringify(list)
      if (colleaguesJson !== this.#shownColleagues) ops.push({ op: 'colleagues', value: list })
      this.#shownColleagues = colleaguesJson
      this.#areColleaguesDue = false
    }
    if (ops.length > 0) this.#parts.publish(ops)
  }
}

function readTeam(parts: TeamViewsParts): TeamView {
  const { channel, members, people, teamLog, roster } = parts
  const { adminIds, ownerId } = members.known
  const { selfId } = people
  const { myRole } = roster
  const memberIds = [...members.known.memberIds]
  const onDuty = memberIds.filter((id) => roster.isOnDuty(id))
  const total = memberIds.filter((id) => roster.roleOf(id) === 'duty' || roster.isOnDuty(id))
  const view = channel.readView()
  const { dutySeesAll, rulesBy } = teamLog.state.settings
  return {
    ...(view === undefined ? {} : { channel: view }),
    teamLog: teamLog.readView(),
    ...(myRole === undefined ? {} : { myRole }),
    isChannelAdmin: selfId !== undefined && adminIds.has(selfId),
    isChannelOwner: selfId !== undefined && ownerId === selfId,
    amOnDuty: selfId !== undefined && roster.isOnDuty(selfId),
    duty: { onCount: onDuty.length, totalCount: total.length },
    dutySeesAll,
    strangers: teamLog.state.rootId === undefined ? noTeam.strangers : readStrangers(parts),
    ...(rulesBy === undefined
      ? {}
      : { rulesBy: { name: people.nameUser(rulesBy.userId), atS: rulesBy.atS } }),
  }
}

/** Everybody who reads the channel and has no role in its log, however and whenever they came in. */
function readStrangers({ members, people, roster }: TeamViewsParts): TeamView['strangers'] {
  const { botIds, isWhole } = members.known
  const describe = (userId: number): Stranger => ({
    userId: asUserId(userId),
    name: people.nameUser(userId),
    isBot: botIds.has(userId),
  })
  return { people: roster.strangerIds.map(describe), isWhole: members.isKnown && isWhole }
}

/** The members, and people whom the team's log names though they are no members any more. */
function readColleagues(parts: TeamViewsParts): TeamPerson[] {
  const { members, teamLog } = parts
  return [...new Set([...members.known.memberIds, ...teamLog.state.roles.keys()])]
    .map((userId) => describeMember(parts, userId))
    .sort((a, b) => a.name.localeCompare(b.name) || a.userId - b.userId)
}

function describeMember({ members, people, teamLog, roster }: TeamViewsParts, userId: number): TeamPerson {
  const duty = teamLog.state.duty.get(userId)
  const isMember = members.known.memberIds.has(userId)
  const role = isMember ? roster.roleOf(userId) : teamLog.state.roles.get(userId)
  const name = people.nameUser(userId)
  const username = describePerson(people, userId)?.username
  const isOnDuty = roster.isOnDuty(userId)
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
