import type { Rows } from '../rows/create-rows.ts'
import type { Triage } from '../triage/create-triage.ts'
import type { TeamPort } from '../triage/team-port.ts'
import type { Alarms } from './alarms/alarms.ts'
import type { TeamMarksPart } from './marks/create-marks.ts'
import type { TeamContext } from './team-context.ts'
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
}

/** Gives the triage and the rows what the team agrees on, now and whenever that changes. */
export function tieToTriage({ alarms, context, gate, marks, rows, time, triage }: TieParts): void {
  const port: TeamPort = {
    marks: marks.marks,
    noReplyMarks: marks.noReplyMarks,
    readRules: marks.readRules,
    shareRules: marks.shareRules,
    readGrants: (chatId) => describeGrants(marks.find(chatId), context.people, time.now() / 1000),
    findAlarm: (chatId) => alarms.findOpen(chatId),
    readRowAlarm: (chatId) => alarms.readRow(chatId),
    isChannel: (chatId) => gate.isChannel(chatId),
  }
  triage.team.plug(port)
  rows.ports.visibility.plug(gate)
  marks.onChange((change) => triage.applyTeam(change))
  triage.onLooked.on((chatId) => gate.recheck([chatId]))
  triage.onListsKnown.on(() => gate.recheckAll())
  gate.onChange((chatIds) => {
    for (const chatId of chatIds) triage.recount(chatId)
  })
  gate.onGrantEnd((chatIds) => {
    for (const chatId of chatIds) rows.model.touch(chatId)
  })
}
