import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { writeCanonicalJson } from './canonical-json.ts'
import type { SnapshotRecord } from './record-schemas.ts'
import type { FoldBase } from './team-fold.ts'
import type { Alarm, Deed, Grant, SharedChat } from './team-state.ts'

/** The records of each chat, kept because they are asked for often and chats do not change in place. */
const chatRecords = new WeakMap<SharedChat, { readonly chatId: number; readonly json: string }>()

/** What a snapshot holds: everything that later events depend on, but neither notes nor alarms that are over. */
export function writeSnapshotRecords(base: FoldBase): readonly SnapshotRecord[] {
  return [
    ...writeHead(base),
    ...listChats(base).map(([chatId, chat]) => describeChat(chatId, chat)),
    ...writeTail(base),
  ]
}

/** SHA-256 over the canonical JSON of the records, in hexadecimal. */
export function hashRecords(records: readonly SnapshotRecord[]): string {
  return hashTexts(records.map(writeCanonicalJson))
}

/** The same as the hash of this state's records, without making the records of unchanged chats again. */
export function hashBase(base: FoldBase): string {
  return hashTexts([
    ...writeHead(base).map(writeCanonicalJson),
    ...listChats(base).map(([chatId, chat]) => writeChat(chatId, chat)),
    ...writeTail(base).map(writeCanonicalJson),
  ])
}

function hashTexts(texts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(`[${texts.join(',')}]`)))
}

function writeHead({ state }: FoldBase): SnapshotRecord[] {
  const { duty, roles, rootId, settings } = state
  return [
    ['root', rootId ?? 0],
    ...sortByKey(roles).map(([userId, role]): SnapshotRecord => ['role', userId, role]),
    ...sortByKey(duty).map(([userId, one]): SnapshotRecord => [
      'duty',
      userId,
      { on: one.isOn, at: one.atS, ...ifGiven('back', one.backAtS) },
    ]),
    [
      'settings',
      {
        duty_sees_all: settings.dutySeesAll,
        ...ifGiven('rules', settings.rules),
        ...ifGiven(
          'rules_by',
          settings.rulesBy && { user: settings.rulesBy.userId, at: settings.rulesBy.atS },
        ),
      },
    ],
  ]
}

function writeTail({ authorityIds, recentIds, state }: FoldBase): SnapshotRecord[] {
  return [
    ...[...state.alarms.values()].filter((alarm) => alarm.done === undefined).map(describeAlarm),
    ['ids', [...recentIds]],
    ['authority_ids', [...authorityIds]],
  ]
}

function listChats({ state }: FoldBase): [number, SharedChat][] {
  return sortByKey(state.chats)
}

function writeChat(chatId: number, chat: SharedChat): string {
  const known = chatRecords.get(chat)
  if (known?.chatId === chatId) return known.json
  const json = writeCanonicalJson(describeChat(chatId, chat))
  chatRecords.set(chat, { chatId, json })
  return json
}

function describeChat(chatId: number, chat: SharedChat): SnapshotRecord {
  const { noReply } = chat
  return [
    'chat',
    chatId,
    {
      ...ifGiven('class', chat.handClass),
      ...ifGiven('override', chat.clockOverride),
      ...ifGiven('project', chat.project),
      ...ifGiven(
        'no_reply',
        noReply && {
          up_to: noReply.upToMessageId,
          up_to_s: noReply.upToS,
          at: noReply.atS,
          by: noReply.byUserId,
          ...ifGiven(
            'before',
            noReply.before && { up_to: noReply.before.upToMessageId, up_to_s: noReply.before.upToS },
          ),
        },
      ),
      ...ifGiven(
        'grants',
        chat.grants.size === 0
          ? undefined
          : sortByKey(chat.grants).map(([userId, grant]) => describeGrant(userId, grant)),
      ),
    },
  ]
}

function describeGrant(userId: number, grant: Grant) {
  return {
    user: userId,
    by: grant.byUserId,
    at: grant.atS,
    ...ifGiven('task', grant.task),
    ...ifGiven('until', grant.untilS),
  }
}

function describeAlarm(alarm: Alarm): SnapshotRecord {
  return [
    'alarm',
    alarm.id,
    {
      chat: alarm.chatId,
      title: alarm.title,
      ...ifGiven('note', alarm.note),
      raised: describeDeed(alarm.raised),
      ...ifGiven('taken', alarm.taken && describeDeed(alarm.taken)),
    },
  ]
}

function describeDeed({ atS, byUserId }: Deed) {
  return { by: byUserId, at: atS }
}

function sortByKey<Value>(map: ReadonlyMap<number, Value>): [number, Value][] {
  return [...map].sort(([a], [b]) => a - b)
}

function ifGiven<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]: Value })
}
