import { assertNever } from '../../lib/assert-never.ts'
import { eventVersion, type TeamEvent } from './events.ts'
import { readRecord, type SnapshotRecord } from './record-schemas.ts'
import { hashBase } from './snapshot-records.ts'
import { emptyTeamState } from './team-draft.ts'
import type { FoldBase } from './team-fold.ts'
import type { Alarm, Deed, DutyState, Grant, NoReplyMark, SharedChat, TeamState } from './team-state.ts'

export type SnapshotEvent = Extract<TeamEvent, { readonly type: 'snapshot' }>
type Of<Kind extends SnapshotRecord[0]> = Extract<SnapshotRecord, readonly [Kind, ...unknown[]]>

/**
 * The state that a snapshot holds; undefined: its records cannot be read, or the hash is not that of its records.
 * Of a newer build's snapshot the state has as much as this build knows.
 */
export function readSnapshot(event: SnapshotEvent): FoldBase | undefined {
  const records: SnapshotRecord[] = []
  const isNewer = event.v > eventVersion
  for (const one of event.records) {
    const record = readRecord(one)
    if (record !== undefined) records.push(record)
    else if (!isNewer) return undefined
  }
  const base = readSnapshotRecords(records)
  if (base.state.rootId === undefined) return undefined
  return isNewer || hashBase(base) === event.hash ? base : undefined
}

export function readSnapshotRecords(records: readonly SnapshotRecord[]): FoldBase {
  const roles = new Map(emptyTeamState.roles)
  const duty = new Map<number, DutyState>()
  const chats = new Map<number, SharedChat>()
  const alarms = new Map<string, Alarm>()
  let { rootId, settings } = emptyTeamState
  let recentIds: readonly string[] = []
  let authorityIds: readonly string[] = []
  for (const record of records) {
    switch (record[0]) {
      case 'root':
        rootId = record[1] > 0 ? record[1] : undefined
        break
      case 'role':
        roles.set(record[1], record[2])
        break
      case 'duty':
        duty.set(record[1], readDuty(record[2]))
        break
      case 'settings':
        settings = readSettings(record[1])
        break
      case 'chat':
        chats.set(record[1], readChat(record[2]))
        break
      case 'alarm':
        alarms.set(record[1], readAlarm(record[1], record[2]))
        break
      case 'ids':
        recentIds = record[1]
        break
      case 'authority_ids':
        authorityIds = record[1]
        break
      default:
        assertNever(record)
    }
  }
  const openAlarms = new Map([...alarms.values()].map((one) => [one.chatId, one.id]))
  const { notes } = emptyTeamState
  const state: TeamState = { rootId, roles, duty, settings, chats, alarms, openAlarms, notes }
  return { state, recentIds, authorityIds }
}

function readDuty({ at, back, on }: Of<'duty'>[2]): DutyState {
  return { isOn: on, atS: at, ...(back === undefined ? {} : { backAtS: back }) }
}

function readSettings({ duty_sees_all, rules, rules_by }: Of<'settings'>[1]): TeamState['settings'] {
  return {
    dutySeesAll: duty_sees_all,
    ...(rules === undefined ? {} : { rules }),
    ...(rules_by === undefined ? {} : { rulesBy: { userId: rules_by.user, atS: rules_by.at } }),
  }
}

function readChat(record: Of<'chat'>[2]): SharedChat {
  const { class: handClass, grants = [], no_reply: noReply, override, project } = record
  return {
    ...(handClass === undefined ? {} : { handClass }),
    ...(override === undefined ? {} : { clockOverride: override }),
    ...(project === undefined ? {} : { project }),
    ...(noReply === undefined ? {} : { noReply: readNoReply(noReply) }),
    grants: new Map(grants.map((grant) => [grant.user, readGrant(grant)])),
  }
}

type ChatRecord = Of<'chat'>[2]

function readNoReply(mark: NonNullable<ChatRecord['no_reply']>): NoReplyMark {
  return {
    upToMessageId: mark.up_to,
    upToS: mark.up_to_s,
    atS: mark.at,
    byUserId: mark.by,
    ...(mark.before === undefined
      ? {}
      : { before: { upToMessageId: mark.before.up_to, upToS: mark.before.up_to_s } }),
  }
}

function readGrant({ at, by, task, until }: NonNullable<ChatRecord['grants']>[number]): Grant {
  return {
    byUserId: by,
    atS: at,
    ...(task === undefined ? {} : { task }),
    ...(until === undefined ? {} : { untilS: until }),
  }
}

function readAlarm(id: string, { chat, note, raised, taken, title }: Of<'alarm'>[2]): Alarm {
  return {
    id,
    chatId: chat,
    title,
    ...(note === undefined ? {} : { note }),
    raised: readDeed(raised),
    ...(taken === undefined ? {} : { taken: readDeed(taken) }),
  }
}

function readDeed({ at, by }: Of<'alarm'>[2]['raised']): Deed {
  return { byUserId: by, atS: at }
}
