import { noTeam, type TeamView } from '#shared/contract/entities/team.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type * as Td from 'tdlib-types'
import type { TdClient } from '../../telegram/td-client.ts'
import { createAlarms, type Alarms } from './alarms/create-alarms.ts'
import { TeamChannel } from './channel/team-channel.ts'
import { createMarks } from './marks/create-marks.ts'
import { createNotes, type Notes } from './notes/create-notes.ts'
import { createPresence, type TeamPresence } from './presence/create-presence.ts'
import { createLog } from './log/create-log.ts'
import { TeamMembers } from './people/team-members.ts'
import { createTeamPeople } from './people/team-people.ts'
import type { TeamContext } from './team-context.ts'
import { TelegramTime } from './telegram-time.ts'
import { VisibilityGate } from './visibility/visibility-gate.ts'

export type Team = ReturnType<typeof createTeam>

/** Everything a console shares with its colleagues, tied together over one channel. */
export function createTeam(context: TeamContext) {
  const time = new TelegramTime(context.clock)
  const channel = new TeamChannel(context)
  const members = new TeamMembers(context)
  const log = createLog({ ...context, channel })
  const people = createTeamPeople({ log, members, people: context.people })
  const marks = createMarks({ ...context, log, members: people })
  const { upgrades } = marks
  const gate = new VisibilityGate({
    clock: context.clock,
    now: () => time.now(),
    log,
    people,
    marks,
  })
  const alarms: Alarms = createAlarms({ context, log, people, time, upgrades, gate })
  const notes: Notes = createNotes({ context, log, people, time, upgrades })
  const presence: TeamPresence = createPresence({
    context,
    channel,
    people,
    time,
    upgrades,
    isVisible: (chatId) => gate.isVisible(chatId),
  })
  gate.onChange(() => presence.refresh())
  const readView = (): TeamView => noTeam

  return {
    channel,
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
      yield { op: 'team', value: readView() }
      yield { op: 'team_people', value: [] }
      yield* alarms.readBase()
      yield* presence.readBase()
    },
    /** Takes what the store has; before the first update. */
    restore: (): void => {
      channel.restore()
      members.restore(channel.id)
      alarms.restore()
      notes.restore()
      presence.restore()
    },
    /** Every update of TDLib, after it reached people, groups and rows, and before the reply clocks. */
    follow: (update: Td.Update): void => {
      time.follow(update)
      channel.follow(update)
      alarms.follow(update)
      notes.follow(update)
      presence.follow(update)
    },
    onReady: (td: TdClient): void => {
      channel.onReady(td).catch(context.onBug)
    },
    /** The account is gone, and the store has forgotten it. */
    clear: (): void => {
      channel.clear()
      members.clear()
      alarms.clear()
      notes.clear()
      presence.clear()
      marks.clear()
      gate.clear()
    },
    close: (): void => {
      gate.close()
      alarms.close()
      presence.close()
    },
  }
}
