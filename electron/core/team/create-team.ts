import type { PatchOp } from '#shared/contract/patches.ts'
import type { Result } from '#shared/lib/result.ts'
import type * as Td from 'tdlib-types'
import type { Rows } from '../rows/create-rows.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { Triage } from '../triage/create-triage.ts'
import { Alarms } from './alarms/alarms.ts'
import { createChannelActions } from './channel/channel-actions.ts'
import { TeamChannel } from './channel/team-channel.ts'
import { createMarks } from './marks/create-marks.ts'
import { TeamNotes } from './notes/team-notes.ts'
import { TeamPresence } from './presence/team-presence.ts'
import { createLog } from './log/create-log.ts'
import { createEntryReading } from './log/entry-reading.ts'
import { createSnapshotWriter } from './log/snapshot-writer.ts'
import { MembersAsker } from './people/members-asker.ts'
import { TeamMembers } from './people/team-members.ts'
import { createTeamPeople } from './people/team-people.ts'
import { createTeamViews } from './people/team-view.ts'
import type { TeamContext } from './team-context.ts'
import { tieToTriage } from './tie-to-triage.ts'
import { TelegramTime } from '../telegram/telegram-time.ts'
import { VisibilityGate } from './visibility/visibility-gate.ts'

export type Team = ReturnType<typeof createTeam>

export interface TeamParts {
  readonly rows: Rows
  readonly triage: Triage
}

/** Everything a console shares with its colleagues, tied together over one channel. */
export function createTeam(context: TeamContext, { rows, triage }: TeamParts) {
  const time = new TelegramTime(context.clock)
  const channel = new TeamChannel(context)
  const members = new TeamMembers(context)
  const log = createLog({ ...context, channel, members, time })
  const people = createTeamPeople({ log, members, people: context.people })
  const asker = new MembersAsker({ ...context, channel, members, roleIds: () => log.state.roles.keys() })
  channel.onChange(() => {
    asker.askSoon()
    const { state } = channel
    if (channel.id === undefined || state === 'joined') context.notices.remove('team_channel_lost')
    else if (state !== 'unknown') context.notices.add('team_channel_lost', { state })
  })
  const views = createTeamViews({ ...context, channel, logOfTeam: log, members, teamPeople: people })
  const snapshots = createSnapshotWriter({ ...context, logOfTeam: log, teamPeople: people })
  const entryReading = createEntryReading({ ...context, channel, logOfTeam: log })
  const actions = createChannelActions({ ...context, channel, members })
  const marks = createMarks({ store: context.store, log, members: people })
  const { upgrades } = marks
  const gate = new VisibilityGate({
    clock: context.clock,
    now: () => time.now(),
    log,
    people,
    marks,
    classOf: (chatId) => triage.findKnownClass(chatId),
    chatIds: () => rows.model.chatIds(),
  })
  const alarms = new Alarms({ context, log, people, time, upgrades, gate })
  log.onView(() => {
    if (log.session?.reader.isCurrent === true) alarms.onCaughtUp()
  })
  const notes = new TeamNotes({ context, log, people, time, upgrades })
  const presence = new TeamPresence({
    context,
    channel,
    people,
    time,
    upgrades,
    isVisible: (chatId) => gate.isVisible(chatId),
  })
  gate.onChange(() => presence.refresh())
  tieToTriage({ context, rows, triage, alarms, marks, gate, time })

  /** Another channel, or none: what was known belonged to the one before. */
  const reopen = (): void => {
    asker.stop()
    members.restore(channel.id)
    log.reopen()
    asker.askSoon()
    views.flush()
  }

  return {
    channel,
    actions,
    members,
    views,
    log,
    people,
    time,
    alarms,
    marks,
    gate,
    upgrades,
    notes,
    presence,

    *readBase(): Iterable<PatchOp> {
      yield* views.readBase()
      yield* alarms.readBase()
      yield* presence.readBase()
    },
    choose: (chatId: number, title: string): Result<undefined, 'store_failed'> => {
      const chosen = channel.choose(chatId, title)
      if (chosen.ok) reopen()
      return chosen
    },
    /** Works alone again. */
    forget: (): Result<undefined, 'store_failed'> => {
      const forgotten = channel.forget()
      if (forgotten.ok) reopen()
      return forgotten
    },
    /** Takes what the store has; before the first update. */
    restore: (): void => {
      channel.restore()
      members.restore(channel.id)
      log.restore()
      gate.restore()
      alarms.restore()
      notes.restore()
      presence.restore()
    },
    /** What Telegram tells, after it reached people, groups and rows, and before the reply clocks. */
    follow: (event: TelegramEvent | undefined, update: Td.Update): void => {
      if (event !== undefined) {
        time.follow(event)
        channel.follow(event)
      }
      asker.follow(update)
      log.follow(update)
      entryReading.follow(update)
      if (event === undefined) return
      if (event.kind === 'user_changed') views.onUser(event.user.id)
      alarms.follow(event)
      notes.follow(event)
      presence.follow(event)
    },
    onReady: (td: TdClient): void => {
      void channel.ask(td, false)
      asker.askSoon()
      log.pump()
    },
    /** TDLib has told of every chat. */
    onListsLoaded: (): void => {
      const td = context.client()
      if (td !== undefined) void channel.ask(td, true)
    },
    /** The account is gone, and the store has forgotten it. */
    clear: (): void => {
      gate.clear(() => {
        asker.stop()
        channel.clear()
        members.clear()
        log.clear()
        alarms.clear()
        notes.clear()
        presence.clear()
        marks.clear()
      })
    },
    close: (): void => {
      gate.close()
      asker.stop()
      channel.close()
      snapshots.close()
      entryReading.close()
      views.close()
      log.close()
      alarms.close()
      presence.close()
    },
  }
}
