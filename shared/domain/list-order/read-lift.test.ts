import { describe, expect, test } from 'vitest'
import type { MessageFact } from '../message-tail/message-tail.ts'
import { readLift } from './read-lift.ts'

type Draft = Partial<MessageFact> & { minute: number }

const rules = { dampingS: 300, ownMessageLifts: false }
const make = (reachesStart: boolean, ...drafts: Draft[]) => ({
  facts: drafts.map(({ minute, ...more }, index): MessageFact => ({
    id: index + 1,
    dateS: minute * 60,
    from: 'user',
    userId: 7,
    isOwn: false,
    ...more,
  })),
  reachesStart,
})
const own = { isOwn: true }
const service = { from: 'service' } as const
const deleted = { isDeleted: true } as const

describe('the message that lifts a chat', () => {
  test.each<[string, number, boolean, Draft[]]>([
    ['is the newest one after a pause', 2, true, [{ minute: 0 }, { minute: 10 }]],
    [
      'begins a burst',
      2,
      true,
      [{ minute: 0 }, { minute: 10 }, { minute: 12 }, { minute: 16 }, { minute: 20 }],
    ],
    ['comes more than five minutes later, not five', 1, true, [{ minute: 0 }, { minute: 5 }]],
    ['is the first of all', 1, true, [{ minute: 0 }]],
    ['is no service message', 2, true, [{ minute: 0 }, { minute: 10 }, { minute: 90, ...service }]],
    ['has no service message before it', 3, true, [{ minute: 0 }, { minute: 9, ...service }, { minute: 10 }]],
    ['is the first after the words about the start', 2, true, [{ minute: 0, ...service }, { minute: 1 }]],
    ['is not our own', 2, true, [{ minute: 0 }, { minute: 10 }, { minute: 90, ...own }]],
    ['may follow our own too closely', 1, true, [{ minute: 0 }, { minute: 9, ...own }, { minute: 12 }]],
    ['may be deleted', 2, true, [{ minute: 0 }, { minute: 10, ...deleted }]],
    ['may have a deleted one before it', 1, true, [{ minute: 0 }, { minute: 4, ...deleted }, { minute: 8 }]],
    ['may be a bot', 2, true, [{ minute: 0 }, { minute: 10, from: 'bot' }]],
    ['may be the channel', 2, true, [{ minute: 0 }, { minute: 10, from: 'channel' }]],
    [
      'is the beginning where only we wrote',
      1,
      true,
      [
        { minute: 0, ...service },
        { minute: 10, ...own },
      ],
    ],
    ['is the beginning where a customer follows us at once', 1, true, [{ minute: 0, ...own }, { minute: 1 }]],
  ])('%s', (_, id, isComplete, drafts) => {
    const tail = make(true, ...drafts)
    expect(readLift(tail, rules)).toEqual({ liftDateS: tail.facts[id - 1]!.dateS, liftId: id, isComplete })
  })

  test('is the oldest that may be it while the pause is not known', () => {
    const tail = make(false, { minute: 0, ...own }, { minute: 3 }, { minute: 6 })
    expect(readLift(tail, rules)).toEqual({ liftDateS: 180, liftId: 2, isComplete: false })
    expect(readLift(make(false, { minute: 4, ...own }), rules)).toMatchObject({
      liftId: 1,
      isComplete: false,
    })
  })

  test('is certain as soon as there is a pause in what is known', () => {
    const tail = make(false, { minute: 0 }, { minute: 10 }, { minute: 12 })
    expect(readLift(tail, rules)).toMatchObject({ liftId: 2, isComplete: true })
  })

  test('is ours too if the setting says so', () => {
    const tail = make(true, { minute: 0 }, { minute: 10, ...own })
    expect(readLift(tail, { ...rules, ownMessageLifts: true })).toMatchObject({ liftId: 2 })
  })

  test('is every message without damping, with nothing more to be read', () => {
    const tail = make(false, { minute: 1 }, { minute: 1 }, { minute: 1, ...own }, { minute: 1, ...service })
    expect(readLift(tail, { ...rules, dampingS: 0 })).toMatchObject({ liftId: 2, isComplete: true })
  })

  test('is none in an empty chat', () => {
    expect(readLift(make(true), rules)).toEqual({ liftDateS: 0, liftId: 0, isComplete: true })
    expect(readLift(make(false), rules)).toEqual({ liftDateS: 0, liftId: 0, isComplete: false })
  })
})
