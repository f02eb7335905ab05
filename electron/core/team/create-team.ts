import type { Classification } from '#shared/domain/chat-class/classify-chat.ts'
import type { Result } from '#shared/lib/result.ts'
import type { Rows } from '../rows/create-rows.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { BaseSources } from '../stream/snapshot.ts'
import type { Triage } from '../triage/create-triage.ts'
import { Alarms } from './alarms/alarms.ts'
import { type ChannelActions, createChannelActions } from './channel/channel-actions.ts'
import { TeamChannel } from './channel/team-channel.ts'
import { createMarks, type TeamMarksPart } from './marks/create-marks.ts'
import { TeamNotes } from './notes/team-notes.ts'
import { TeamPresence } from './presence/team-presence.ts'
import { createTeamLog, type ChosenTeamLog } from './log/create-log.ts'
import { createEntryReading, type EntryReading } from './log/entry-reading.ts'
import { createSnapshotWriter, type SnapshotWriter } from './log/snapshot-writer.ts'
import { MembersAsker } from './roster/members-asker.ts'
import { TeamMembers } from './roster/team-members.ts'
import { createRoster } from './roster/roster.ts'
import { ShownTeam, type TeamViews } from './roster/team-view.ts'
import type { TeamContext } from './team-context.ts'
import type { Roster } from './team-ports.ts'
import { tieToTriage } from './tie-to-triage.ts'
import { TelegramTime } from '../telegram/telegram-time.ts'
import { VisibilityGate } from './visibility/visibility-gate.ts'

/** The parts of the core to which the team gives its agreements, and which it asks about chats. */
export interface TeamNeighbours {
  readonly rows: Rows
  readonly triage: Triage
}

/** Everything a console shares with its colleagues, over one channel. */
export interface Team extends TeamLife {
  readonly channel: TeamChannel
  readonly actions: ChannelActions
  readonly members: TeamMembers
  /** What windows show of the channel, its log and its people. */
  readonly views: { flush(): void }
  readonly teamLog: ChosenTeamLog
  readonly roster: Roster
  readonly alarms: Alarms
  readonly marks: TeamMarksPart
  readonly gate: VisibilityGate
  readonly notes: TeamNotes
  readonly presence: TeamPresence
}

/** The team's life, from restoring it from the disk to its end. */
interface TeamLife {
  /** What the team gives to the snapshot of a window. */
  readonly sources: Pick<BaseSources, 'team' | 'colleagues' | 'alarms' | 'presence'>
  choose(chatId: number, title: string): Result<undefined, 'store_failed'>
  /** Forgets the channel: this console works alone again. */
  forget(): Result<undefined, 'store_failed'>
  /** Takes what the store has. Is called before the first update. */
  restore(): void
  /** What Telegram tells, after it reached people, groups and rows, and before the reply clocks. */
  follow(event: TelegramEvent): void
  onReady(client: TdClient): void
  /** TDLib has told of every chat. */
  onListsLoaded(): void
  /** Is called when the account is gone and nothing of it can be read from the store. */
  clear(): void
  close(): void
}

/** Ties the parts of a team together over one channel. */
export function createTeam(context: TeamContext, neighbours: TeamNeighbours): Team {
  const parts = composeParts(context, neighbours)
  const { alarms, asker, channel, teamLog, members, presence, views } = parts

  /** Is called when another channel was chosen, or none: what was known belongs to the previous channel. */
  const reopen = (): void => {
    asker.stop()
    members.restore(channel.id)
    teamLog.reopen()
    asker.askSoon()
    views.flush()
  }

  return {
    ...parts,
    sources: {
      team: () => views.readTeam(),
      colleagues: () => views.readColleagues(),
      alarms: () => alarms.readShown(),
      presence: () => presence.readShown(),
    },
    choose: (chatId, title) => {
      const chosen = channel.choose(chatId, title)
      if (chosen.ok) reopen()
      return chosen
    },
    forget: () => {
      const forgotten = channel.forget()
      if (forgotten.ok) reopen()
      return forgotten
    },
    restore: () => restoreParts(parts),
    follow: (event) => followTelegram(parts, event),
    onReady: (client) => {
      void channel.ask(client, false)
      asker.askSoon()
      teamLog.pump()
    },
    onListsLoaded: () => {
      const client = context.client()
      if (client !== undefined) void channel.ask(client, true)
    },
    clear: () => clearParts(parts),
    close: () => closeParts(parts),
  }
}

interface TeamLogParts extends Pick<Team, 'channel' | 'members' | 'teamLog' | 'roster'> {
  readonly time: TelegramTime
  readonly asker: MembersAsker
}

/** The parts of a team, including those that nobody outside this file sees. */
interface Parts extends Omit<Team, 'views' | keyof TeamLife>, TeamLogParts {
  readonly views: TeamViews
  readonly snapshots: SnapshotWriter
  readonly entryReading: EntryReading
}

/** The channel, its messages and its people, on which the other parts depend. */
function composeTeamLog(context: TeamContext): TeamLogParts {
  const time = new TelegramTime(context.clock)
  const channel = new TeamChannel(context)
  const members = new TeamMembers(context)
  const teamLog = createTeamLog({ ...context, channel, members, time })
  const roster = createRoster({ teamLog, members, people: context.people })
  const asker = new MembersAsker({ ...context, channel, members, roleIds: () => teamLog.state.roles.keys() })
  channel.onChange(() => {
    asker.askSoon()
    tellLoss(channel, context)
  })
  return { time, channel, members, teamLog, roster, asker }
}

/** Each part is built from those before it. */
function composeParts(context: TeamContext, { rows, triage }: TeamNeighbours): Parts {
  const below = composeTeamLog(context)
  const { channel, teamLog, members, roster, time } = below
  const views = new ShownTeam({ ...context, channel, teamLog, members, roster })
  const snapshots = createSnapshotWriter({ ...context, teamLog, roster })
  const entryReading = createEntryReading({ ...context, channel, teamLog })
  const actions = createChannelActions({
    ...context,
    channel,
    members,
    isStaff: triage.rules.isStaff,
    isCustomers: (chatId) => isMarkedCustomer(triage.classes.find(chatId)),
  })
  const marks = createMarks({ upgrades: rows.upgrades, teamLog, roster })
  const { upgrades } = marks
  const gate = new VisibilityGate({
    clock: context.clock,
    now: () => time.now(),
    teamLog,
    roster,
    marks,
    classOf: (chatId) => triage.findKnownClass(chatId),
    chatIds: () => rows.model.chatIds(),
  })
  const alarms = new Alarms({ context, teamLog, roster, time, upgrades, gate })
  teamLog.onView(() => {
    if (teamLog.session?.reader.isCurrent === true) alarms.onCaughtUp()
  })
  const notes = new TeamNotes({ context, teamLog, roster, time, upgrades })
  const presence = new TeamPresence({
    context,
    channel,
    roster,
    time,
    upgrades,
    isVisible: (chatId) => gate.isVisible(chatId),
  })
  gate.onChange(() => presence.refresh())
  tieToTriage({ context, rows, triage, alarms, marks, gate, time, teamLog, roster })
  return { ...below, views, snapshots, entryReading, actions, marks, gate, alarms, notes, presence }
}

/** A class that was only remembered so far counts as marked: its reason comes later. */
function isMarkedCustomer(found: Classification | undefined): boolean {
  return found?.class === 'customer' && found.reason !== 'every_group'
}

/** Tells the user that this account has lost the channel, until the account is in the channel again. */
function tellLoss({ id, state }: TeamChannel, { notices }: Pick<TeamContext, 'notices'>): void {
  if (id === undefined || state === 'joined') notices.remove('team_channel_lost')
  else if (state !== 'unknown') notices.add('team_channel_lost', { state })
}

function restoreParts({ alarms, channel, gate, teamLog, members, notes, presence }: Parts): void {
  channel.restore()
  members.restore(channel.id)
  teamLog.restore()
  gate.restore()
  alarms.restore()
  notes.restore()
  presence.restore()
}

/**
 * Gives the event first to the parts that learn facts from it (time, channel, people, log), because the others
 * judge by those.
 */
function followTelegram(parts: Parts, event: TelegramEvent): void {
  const { alarms, asker, channel, entryReading, teamLog, notes, presence, time, views } = parts
  time.follow(event)
  channel.follow(event)
  asker.follow(event)
  teamLog.follow(event)
  entryReading.follow(event)
  if (event.kind === 'user_changed') views.onUser(event.user.id)
  alarms.follow(event)
  notes.follow(event)
  presence.follow(event)
}

function clearParts({ alarms, asker, channel, gate, teamLog, members, notes, presence }: Parts): void {
  gate.clear(() => {
    asker.stop()
    channel.clear()
    members.clear()
    teamLog.clear()
    alarms.clear()
    notes.clear()
    presence.clear()
  })
}

function closeParts(parts: Parts): void {
  const { alarms, asker, channel, entryReading, gate, teamLog, presence, snapshots, views } = parts
  gate.close()
  asker.stop()
  channel.close()
  snapshots.close()
  entryReading.close()
  views.close()
  teamLog.close()
  alarms.close()
  presence.close()
}
