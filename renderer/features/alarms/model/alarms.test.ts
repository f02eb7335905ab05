import { describe, expect, it } from 'vitest'
import type { AlarmView } from '#shared/contract/entities/team.ts'
import { readCourse, readSpan } from './alarm-times.ts'
import { chooseAlarm, sortAlarms } from './sort-alarms.ts'
import { tellChanges } from './tell-changes.ts'

const startMs = 1_750_000_000_000
const by = (userId: number): AlarmView['raisedBy'] =>
  ({ userId, name: `User ${userId}` }) as AlarmView['raisedBy']
const deed = (userId: number, afterMs: number): NonNullable<AlarmView['taken']> => ({
  by: by(userId),
  atMs: startMs + afterMs,
  isPending: false,
})

function makeAlarm(id: string, part: Partial<AlarmView> = {}): AlarmView {
  return {
    id,
    chatId: 1 as AlarmView['chatId'],
    title: 'Severny Bank',
    raisedBy: by(1),
    raisedAtMs: startMs,
    isPending: false,
    escalatesAtMs: startMs + 180_000,
    hasEscalated: false,
    isSounding: true,
    canOpen: true,
    ...part,
  }
}

describe('the course of an alarm', () => {
  it.each([
    [{ taken: deed(2, 31_000), done: deed(2, 1_080_000) }, 31_000, false, 1_080_000],
    [{ taken: deed(2, 180_000) }, 180_000, false, undefined],
    [{ taken: deed(2, 245_000) }, 245_000, true, undefined],
    [{ done: deed(2, 60_000) }, undefined, false, 60_000],
    [{ done: deed(2, 400_000) }, undefined, true, 400_000],
    // The clock of the console that took the alarm may differ.
    [{ taken: deed(2, -500) }, 0, false, undefined],
  ] as const)('%#: taken in, late, done in', (part, takenAfterMs, isTakenLate, doneAfterMs) => {
    expect(readCourse(makeAlarm('a', part))).toEqual({ takenAfterMs, isTakenLate, doneAfterMs })
  })

  it.each([
    [999, { form: 'seconds', seconds: 0 }],
    [59_999, { form: 'seconds', seconds: 59 }],
    [60_000, { form: 'minutes', minutes: 1 }],
    [3_599_000, { form: 'minutes', minutes: 59 }],
    [3_900_000, { form: 'hours', hours: 1, minutes: '05' }],
    [90_000_000, { form: 'days', days: 1, hours: 1 }],
    [-5, { form: 'seconds', seconds: 0 }],
  ] as const)('%d ms is %j', (ms, span) => {
    expect(readSpan(ms)).toEqual(span)
  })
})

describe('sortAlarms', () => {
  it("puts nobody's before somebody's, the oldest first, and what is over behind, the newest first", () => {
    const alarms = [
      makeAlarm('late', { raisedAtMs: startMs + 1 }),
      makeAlarm('over1', { done: deed(1, 5) }),
      makeAlarm('mine', { taken: deed(1, 1) }),
      makeAlarm('over2', { done: deed(1, 9) }),
      makeAlarm('early'),
    ]
    const { untaken, taken, over } = sortAlarms(alarms)
    const ids = (list: readonly AlarmView[]): string[] => list.map(({ id }) => id)
    expect([ids(untaken), ids(taken), ids(over)]).toEqual([['early', 'late'], ['mine'], ['over2', 'over1']])
    expect(chooseAlarm(untaken, 'late')?.id).toBe('late')
    expect(chooseAlarm(untaken, 'mine')?.id).toBe('early')
    expect(chooseAlarm([], 'mine')).toBeUndefined()
  })
})

describe('tellChanges', () => {
  const open = makeAlarm('a')
  const taken = makeAlarm('a', { taken: deed(2, 1), isSounding: false })
  it.each([
    ['a new one', [], [open], ['raised']],
    ['one that sounds when the window opens', undefined, [open], ['raised']],
    ['a quiet one that was there before the window', undefined, [makeAlarm('a', { isSounding: false })], []],
    ['nothing new', [open], [open], []],
    ['nobody took it', [open], [makeAlarm('a', { hasEscalated: true })], ['again']],
    ['taken', [open], [taken], ['taken']],
    ['taken by another', [taken], [makeAlarm('a', { taken: deed(3, 2) })], ['taken']],
    ['the taking arrives in the log', [taken], [makeAlarm('a', { taken: deed(2, 900) })], []],
    ['done', [taken], [makeAlarm('a', { done: deed(2, 3) })], ['done']],
    ['done long ago', undefined, [makeAlarm('a', { done: deed(2, 3) })], []],
    ['taken before this console knew it', [], [taken], []],
  ] as const)('%s', (_name, before, after, kinds) => {
    expect(tellChanges(before, after).map(({ kind }) => kind)).toEqual(kinds)
  })
})
