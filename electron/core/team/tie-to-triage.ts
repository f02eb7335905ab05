import type { Rows } from '../rows/create-rows.ts'
import type { Triage } from '../triage/create-triage.ts'
import type { TeamPort } from '../triage/team-port.ts'
import type { Alarms } from './alarms/alarms.ts'
import type { TeamMarksPart } from './marks/create-marks.ts'
import { hasTeam } from './marks/has-team.ts'
import type { TeamContext } from './team-context.ts'
import type { Roster, TeamLog } from './team-ports.ts'
import type { TelegramTime } from '../telegram/telegram-time.ts'
import { describeGrants } from './visibility/grants.ts'
import type { VisibilityGate } from './visibility/visibility-gate.ts'

export interface TieParts {
  readonly context: TeamContext
  readonly rows: Rows
  readonly triage: Triage
  readonly alarms: Alarms
  readonly marks: TeamMarksPart
  readonly gate: VisibilityGate
  readonly time: TelegramTime
  readonly teamLog: TeamLog
  readonly roster: Roster
}

/** Gives the triage and the rows what the team agrees on, now and whenever that changes. */
export function tieToTriage(parts: TieParts): void {
  const { alarms, context, gate, marks, roster, rows, teamLog, time, triage } = parts
  const port: TeamPort = {
    marks: marks.marks,
    noReplyMarks: marks.noReplyMarks,
    readRules: marks.readRules,
    shareRules: marks.shareRules,
    readGrants: (chatId) => describeGrants(marks.find(chatId), context.people, time.now() / 1000),
    findAlarm: (chatId) => alarms.findOpen(chatId),
    readRowAlarm: (chatId) => alarms.readRow(chatId),
    readChannelMembers: (chatId) => {
      if (!gate.isChannel(chatId) || !hasTeam(teamLog)) return undefined
      return roster.strangerIds.length === 0 ? 'only_staff' : 'has_customer'
    },
  }
  triage.team.plug(port)
  rows.ports.visibility.plug(gate)
  marks.onChange((change) => triage.applyTeam(change))
  roster.onChange(() => {
    const { channelId } = teamLog
    if (channelId !== undefined) triage.applyTeam({ kind: 'chats', chatIds: [channelId] })
  })
  triage.onLooked.on((chatId) => gate.recheck([chatId]))
  triage.onListsKnown.on(() => gate.recheckAll())
  gate.onChange((chatIds) => {
    for (const chatId of chatIds) triage.recount(chatId)
  })
  gate.onGrantEnd((chatIds) => {
    for (const chatId of chatIds) rows.model.touch(chatId)
  })
}
