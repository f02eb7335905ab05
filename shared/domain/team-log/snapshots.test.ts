import { describe, expect, it } from 'vitest'
import { readAuthority } from './authority.ts'
import { writeCanonicalJson } from './canonical-json.ts'
import type { TeamLogItem, Standing } from './log-item.ts'
import { readTeamLogMessage } from './read-log-message.ts'
import { readSnapshot, type SnapshotEvent } from './read-snapshot.ts'
import { hashBase, hashRecords } from './snapshot-records.ts'
import { TeamHistory } from './team-history.ts'
import { chatId, makeBeginning, makeEvent, makeItem, userIds, standing, type AnyEvent } from './test-log.ts'
import { writeTeamLogMessages } from './write-log-messages.ts'

const firstItems = [
  ...makeBeginning(),
  makeItem(4, userIds.duty, { type: 'duty', on: true, back_at: 5 }),
  makeItem(5, userIds.manager, {
    type: 'settings',
    duty_sees_all: false,
    rules: {
      anonymousAdmins: 'staff',
      customers: { everyGroup: false, titlePatterns: ['Acme*'], folderIds: [3] },
      clock: { redAfterMin: 3, breachAfterMin: 5, reactionAnswers: true, calendar: { kind: 'always' } },
    },
  }),
  makeItem(6, userIds.duty, { type: 'no_reply', chat: chatId, up_to: 5, up_to_s: 50 }),
  makeItem(7, userIds.duty, { type: 'no_reply', chat: chatId, up_to: 9, up_to_s: 90 }),
  makeItem(8, userIds.manager, {
    type: 'visibility_granted',
    chat: 77,
    user: userIds.task,
    task: 'T-1',
    until: 9,
  }),
  makeItem(
    9,
    userIds.duty,
    { type: 'alarm_raised', chat: chatId, title: 'Acme', note: 'down' },
    'open-alarm',
  ),
  makeItem(10, userIds.duty, { type: 'alarm_taken', alarm: 'open-alarm' }),
  makeItem(11, userIds.duty, { type: 'alarm_raised', chat: 77, title: 'Bolt' }, 'past-alarm'),
  makeItem(12, userIds.task, { type: 'note', chat: chatId, text: 'remember', mentions: [] }, 'note-one'),
  makeItem(13, userIds.duty, { type: 'alarm_done', alarm: 'past-alarm' }),
  makeItem(14, userIds.manager, {
    type: 'chat_project',
    chat: 78,
    project: { tracker: 'jira', project: 'A' },
  }),
  makeItem(15, userIds.duty, { type: 'chat_class', chat: 78, class: 'customer' }),
  makeItem(16, userIds.manager, { type: 'clock_override', chat: 78, override: { redAfterMin: 2 } }),
]
const lastItems = [
  makeItem(21, userIds.task, { type: 'note_removed', chat: chatId, note: 'note-one' }),
  makeItem(22, userIds.duty, { type: 'alarm_done', alarm: 'open-alarm' }),
]

function foldWhole(items: readonly TeamLogItem[], who: Standing = standing): TeamHistory {
  const history = new TeamHistory(who)
  history.add(items)
  history.markWhole()
  while (history.checkMore(2)) continue
  return history
}

function summarise(items: readonly TeamLogItem[]): Omit<SnapshotEvent, 'v' | 'id' | 'type'> {
  const payload = foldWhole(items).makeSnapshot()
  if (payload === undefined) throw new Error('there is a genesis')
  return payload
}

const sayAt = (messageId: number, authorId: number, event: AnyEvent): TeamLogItem => ({
  ...makeItem(messageId / 10, authorId, event, `at-${messageId}`),
})

const dropUndefined = (values: unknown[]): unknown[] => values.filter((value) => value !== undefined)

function start(
  items: readonly TeamLogItem[],
  known: readonly TeamLogItem[],
  readBackToId = 1,
): TeamHistory | undefined {
  const history = new TeamHistory(standing)
  history.add(known)
  return history.tryStart(readAuthority(items, standing), readBackToId) === undefined ? undefined : history
}

const upToFirst = summarise(firstItems)
const honest = sayAt(175, userIds.manager, { type: 'snapshot', ...upToFirst })

describe('a snapshot', () => {
  it('holds all that later events depend on, and its records are read as they were written', () => {
    const event = makeEvent('snapshot', { type: 'snapshot', ...upToFirst }) as SnapshotEvent
    const base = readSnapshot(event)
    const { alarms, notes, ...state } = foldWhole(firstItems).state
    expect(base?.state).toMatchObject(state)
    expect([...(base?.state.alarms.values() ?? [])]).toEqual([alarms.get('open-alarm')])
    expect(notes.size).toBe(1)
    expect(base && hashBase(base)).toBe(event.hash)
  })

  it('goes through as many messages as it needs', () => {
    const grants = Array.from({ length: 150 }, (_one, index) =>
      makeItem(100 + index, userIds.manager, {
        type: 'visibility_granted',
        chat: -index,
        user: userIds.task,
      }),
    )
    const before = [...firstItems, ...grants]
    const event = makeEvent('snapshot', { type: 'snapshot', ...summarise(before) })
    const written = writeTeamLogMessages('Summary', event)
    if (!written.ok || written.value.length < 3) throw new Error('it is long')
    const parts = written.value.map((message, index): TeamLogItem => {
      const content = readTeamLogMessage(message)
      if (content === undefined || content.kind === 'presence') throw new Error('it is of the log')
      return { messageId: 3_000 + 2 * index, dateS: 5_000_000, authorId: userIds.manager, content }
    })
    // Somebody else writes between the parts of the snapshot.
    const between = sayAt(3_001, userIds.duty, { type: 'duty', on: false })
    const all = [...before, ...parts, between]
    const short = start(all, [between, ...parts], 2_400)
    expect(short?.state.duty.get(userIds.duty)?.isOn).toBe(false)
    expect(hashBase(short!.fork().base)).toBe(hashBase(foldWhole(all).fork().base))
    expect(foldWhole(all).mismatches).toEqual([])
    expect(short?.lastSnapshot?.messageId).toBe(parts.at(-1)?.messageId)
    const cut = start(all, [between, ...parts.slice(1)], 2_400)
    expect(cut).toBeUndefined()
  })

  it('is begun with only where everything after it is known', () => {
    const all = [...firstItems, honest, ...lastItems]
    expect(start(all, [honest, ...lastItems], 160)).toBeDefined()
    expect(start(all, [honest, ...lastItems], 161)).toBeUndefined()
  })

  it('remembers what was said before it', () => {
    const again = { ...makeItem(4, userIds.duty, { type: 'duty', on: true }), messageId: 230 }
    const all = [...firstItems, honest, makeItem(22, userIds.duty, { type: 'duty', on: false }), again]
    expect(start(all, all.slice(firstItems.length))?.state.duty.get(userIds.duty)?.isOn).toBe(false)
  })

  const roles = upToFirst.records.filter(([kind]) => kind !== 'role')
  const forge = (records: unknown[][]): AnyEvent => ({
    type: 'snapshot',
    up_to: upToFirst.up_to,
    hash: hashRecords(records as never),
    records,
  })
  const withRole: unknown[][] = [
    ['root', 10],
    ['role', userIds.manager, 'manager'],
    ['role', userIds.duty, 'duty'],
    ['role', userIds.task, 'task'],
    ['role', userIds.stranger, 'manager'],
    ...roles.slice(1),
  ]
  /** A date outside of every calendar would make the window that shows it fail. */
  const outOfTime = upToFirst.records.map(([kind, id, said]) =>
    kind === 'duty' ? [kind, id, { ...(said as object), at: Number.MAX_SAFE_INTEGER }] : [kind, id, said],
  )
  it.each<[string, TeamLogItem]>([
    ['with a moment out of all time', sayAt(175, userIds.manager, forge(outOfTime.map(dropUndefined)))],
    ['by a stranger', sayAt(175, userIds.stranger, { type: 'snapshot', ...upToFirst })],
    ['by duty', sayAt(175, userIds.duty, { type: 'snapshot', ...upToFirst })],
    ['that makes a manager', sayAt(175, userIds.manager, forge(withRole))],
    [
      'whose hash is not its own',
      sayAt(175, userIds.manager, { ...forge(upToFirst.records.slice(0, -3)), hash: upToFirst.hash }),
    ],
    [
      'with records that mean nothing',
      sayAt(175, userIds.manager, forge([...upToFirst.records, ['role', 6]])),
    ],
    ['that is edited', { ...honest, flaw: 'edited' }],
  ])('%s is not begun with, and gains nobody anything', (_title, forged) => {
    const all = [...firstItems, forged, ...lastItems]
    expect(start(all, [forged, ...lastItems])).toBeUndefined()
    const older = sayAt(165, userIds.manager, { type: 'snapshot', ...upToFirst })
    const short = start(all, [older, forged, ...lastItems])
    expect(short?.state.roles).toEqual(foldWhole(firstItems).state.roles)
    expect(foldWhole(all).state.roles).toEqual(foldWhole(firstItems).state.roles)
  })

  it('that leaves something out is found by whoever has the history, with the point to read again from', () => {
    const false2 = sayAt(195, userIds.manager, {
      ...forge(upToFirst.records.filter(([kind]) => kind !== 'alarm')),
      up_to: 160,
    })
    const history = foldWhole([...firstItems, honest, false2, ...lastItems])
    expect(history.mismatches).toMatchObject([
      { messageId: 195, authorId: userIds.manager, upTo: 160, agreesUpTo: 0 },
    ])
    expect(history.rejected).toEqual([])
    expect(history.lastSnapshot?.messageId).toBe(175)
    history.settleMismatch(195)
    expect(history.mismatches).toEqual([])
    expect(history.rejected).toMatchObject([{ messageId: 195, reason: 'snapshot_mismatch' }])
  })

  it('shows what was deleted while nobody looked, and agrees again once that is known', () => {
    const deleted = sayAt(172, userIds.duty, { type: 'duty', on: false })
    const early = sayAt(165, userIds.manager, { type: 'snapshot', ...upToFirst })
    const after = [
      ...firstItems,
      early,
      sayAt(173, userIds.duty, { type: 'chat_class', chat: 5, class: 'team' }),
    ]
    const second = sayAt(195, userIds.manager, { type: 'snapshot', ...summarise(after) })
    const all = [...after, second]
    const history = foldWhole([...all, deleted, ...lastItems])
    expect(history.mismatches).toMatchObject([{ messageId: 195, agreesUpTo: 160 }])
    history.remove([172])
    while (history.checkMore()) continue
    expect(history.mismatches).toEqual([])
    expect(history.checkedUpTo).toBe(195)
    // The same in the next run, which takes over what agreed.
    const next = new TeamHistory(standing)
    next.trustChecks(history.checkedUpTo)
    next.add([...all, ...lastItems])
    next.markWhole()
    expect(next.checkMore()).toBe(false)
    next.add([deleted])
    while (next.checkMore(3)) continue
    expect(next.mismatches).toMatchObject([{ messageId: 195, agreesUpTo: 160 }])
  })

  it('is not written while an event is on its way in parts', () => {
    const history = foldWhole(firstItems)
    const part = (authorId: number): TeamLogItem => ({
      ...makeItem(30, authorId, { type: 'duty' }),
      content: { kind: 'part', id: 'event-30', part: 1, parts: 2, data: '{', isMarked: false },
    })
    history.add([part(userIds.stranger)])
    expect(history.makeSnapshot()).toBeDefined()
    history.add([{ ...part(userIds.duty), messageId: 301 }])
    expect(history.makeSnapshot()).toBeUndefined()
  })
})

describe('what lies before a snapshot', () => {
  it('adds notes and past alarms as it is read, and without those that were removed', () => {
    const all = [...firstItems, honest, ...lastItems]
    const short = start(all, [honest, ...lastItems])!
    expect(short.state.notes.size).toBe(0)
    expect(short.rejected).toEqual([])
    const kept = makeItem(
      11.5,
      userIds.task,
      { type: 'note', chat: 77, text: 'kept', mentions: [] },
      'note-kept',
    )
    const update = short.add([...firstItems, kept])
    expect(update.changes).toEqual(
      expect.arrayContaining([
        { kind: 'alarm', alarmId: 'past-alarm' },
        { kind: 'notes', chatId: 77 },
      ]),
    )
    expect([...short.state.notes.keys()]).toEqual([77])
    expect([...short.state.alarms.values()].map(({ id, done }) => [id, done?.byUserId])).toEqual([
      ['past-alarm', userIds.duty],
      ['open-alarm', userIds.duty],
    ])
    short.markWhole()
    expect(short.state).toEqual(foldWhole([...all, kept]).state)
  })
})

describe('the standing', () => {
  it('that changes is folded with anew', () => {
    const history = foldWhole(firstItems, { ownerId: undefined, isPrivileged: () => false })
    expect(history.state.rootId).toBeUndefined()
    expect(
      history.setStanding({ ownerId: undefined, isPrivileged: (id) => id === userIds.admin }).changes,
    ).toEqual([{ kind: 'everything' }])
    expect(history.state).toEqual(foldWhole(firstItems).state)
    expect(
      history.setStanding({ ownerId: undefined, isPrivileged: (id) => id === userIds.admin }).changes,
    ).toEqual([])
    history.add([makeItem(30, userIds.stranger, { type: 'role', user: userIds.task, role: 'none' })])
    expect(history.state.roles.has(userIds.task)).toBe(true)
    history.setStanding({ ...standing, ownerId: userIds.stranger })
    expect(history.state.roles.has(userIds.task)).toBe(false)
  })
})

describe('the messages that give roles', () => {
  it('come to the same roles alone as with everything between them, when one is said again much later', () => {
    const given = makeItem(
      30,
      userIds.manager,
      { type: 'role', user: userIds.stranger, role: 'duty' },
      'given',
    )
    const taken = makeItem(
      31,
      userIds.manager,
      { type: 'role', user: userIds.stranger, role: 'none' },
      'taken',
    )
    const between = Array.from({ length: 300 }, (_one, index) =>
      makeItem(40 + index, userIds.duty, { type: 'duty', on: index % 2 === 0 }),
    )
    const all = [...makeBeginning(), given, taken, ...between, { ...given, messageId: 9_000 }]
    const { roles } = foldWhole(all).state
    expect(roles.has(userIds.stranger)).toBe(false)
    expect(readAuthority(all.toReversed(), standing).rolesAt(9_000)).toEqual(roles)
  })
})

describe('canonical JSON', () => {
  it('is the same for equal values', () => {
    expect(writeCanonicalJson({ b: [1, undefined, { d: 1, c: undefined }], a: 'é' })).toBe(
      '{"a":"é","b":[1,null,{"d":1}]}',
    )
    expect(hashRecords([['root', 1]])).toBe(
      '5020b3c6f36d5a09b3bc520287c5aac3109787bfad61dcb3e9b4671d6a929107',
    )
  })
})
