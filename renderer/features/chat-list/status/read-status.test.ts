import { describe, expect, it } from 'vitest'
import type { SessionView } from '#shared/contract/entities/session.ts'
import type { TriageView } from '#shared/contract/entities/triage.ts'
import { countSeconds, readOutcome, readStatus } from './read-status.ts'

const triage = (part: Partial<TriageView> = {}): TriageView => ({
  counts: { customer: 0, team: 0, waiting: 0, red: 0, breach: 0, unread: 0 },
  undoableReadCount: 0,
  ...part,
})
const session = (
  isComplete: boolean,
  kind: 'ready' | 'starting' = 'ready',
  waits?: SessionView['waits'],
  connection: SessionView['connection'] = 'ready',
): SessionView => ({
  workspace: 'demo',
  profile: 'main',
  auth: { kind },
  connection,
  sync: { isComplete, chatCount: 12, totalCount: 40 },
  notices: [],
  ...(waits === undefined ? {} : { waits }),
})
const lists = { limit: 'lists', untilMs: 9 } as const
const members = { limit: 'members', untilMs: 12 } as const
const history = { limit: 'history', untilMs: 15 } as const
const reading = { limit: 'reading', untilMs: 16 } as const
const reactions = { limit: 'reactions', untilMs: 7 } as const
const job = { doneCount: 3, totalCount: 9 }

describe('the bottom line', () => {
  it.each([
    ['nothing', session(true), triage(), { kind: 'none' }],
    ['nothing before the first word', undefined, undefined, { kind: 'none' }],
    ['nothing while signed out', session(false, 'starting'), triage({ reading: job }), { kind: 'none' }],
    ['chats that come', session(false), triage({ reading: job }), { kind: 'loading', known: 12, total: 40 }],
    [
      'what Telegram lets wait longest',
      session(true, 'ready', [reactions, members]),
      triage(),
      { kind: 'waiting', pause: { why: 'telegram', ...members } },
    ],
    [
      'how far it is before what waits',
      session(true, 'ready', [members]),
      triage({ reading: job }),
      { kind: 'reading', job, pause: undefined },
    ],
    [
      'what of it waits for Telegram',
      session(true, 'ready', [members, history]),
      triage({ reading: job }),
      { kind: 'reading', job, pause: { why: 'telegram', ...history } },
    ],
    [
      'that it waits for a connection, whatever Telegram asked for',
      session(true, 'ready', [history], 'waiting_for_network'),
      triage({ reading: job }),
      { kind: 'reading', job, pause: { why: 'offline', limit: 'history' } },
    ],
    [
      'that chats are not marked before Telegram allows it',
      session(true, 'ready', [history, reading]),
      triage({ markingRead: { ...job, isUndo: false } }),
      { kind: 'marking', isUndo: false, job, pause: { why: 'telegram', ...reading } },
    ],
    [
      'nothing of a wait while TDLib catches up',
      session(true, 'ready', [], 'updating'),
      triage({ reading: job }),
      { kind: 'reading', job, pause: undefined },
    ],
    [
      'chats that are not to come yet',
      session(false, 'ready', [members, lists]),
      triage(),
      { kind: 'waiting', pause: { why: 'telegram', ...lists } },
    ],
    [
      'history that is read',
      session(true),
      triage({ reading: job }),
      { kind: 'reading', job, pause: undefined },
    ],
    [
      'marking before all',
      session(false),
      triage({ reading: job, markingRead: { ...job, isUndo: true } }),
      { kind: 'marking', isUndo: true, job, pause: undefined },
    ],
  ])('says %s', (_, session, triage, expected) => {
    expect(readStatus(session, triage)).toEqual(expected)
  })
})

describe('the end of marking', () => {
  const marking = triage({ markingRead: { ...job, isUndo: false } })
  it('is told with what can be undone', () => {
    expect(readOutcome(marking, triage({ undoableReadCount: 9 }))).toEqual({ kind: 'read', count: 9 })
    expect(readOutcome(marking, triage())).toEqual({ kind: 'read', count: 0 })
  })

  it('is told when it was too short to be seen', () => {
    expect(readOutcome(triage(), triage({ undoableReadCount: 2 }))).toEqual({ kind: 'read', count: 2 })
  })

  it('is told of an undo', () => {
    const undoing = triage({ markingRead: { ...job, isUndo: true }, undoableReadCount: 4 })
    expect(readOutcome(undoing, triage())).toEqual({ kind: 'unread', count: 4 })
  })

  it('is not told while it goes on, nor when nothing happened, nor at the start', () => {
    expect(readOutcome(marking, marking)).toBeUndefined()
    expect(readOutcome(triage({ undoableReadCount: 4 }), triage({ undoableReadCount: 4 }))).toBeUndefined()
    expect(readOutcome(triage({ undoableReadCount: 4 }), triage())).toBeUndefined()
    expect(readOutcome(undefined, triage({ undoableReadCount: 4 }))).toBeUndefined()
  })
})

it.each([
  [undefined, 0],
  [1_000, 0],
  [1_001, 1],
  [25_000, 24],
])('until %s it is %d s', (untilMs, expected) => {
  expect(countSeconds(untilMs, 1_000)).toBe(expected)
})
