import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeListKey, type ListPlace, type ListSort } from './list-key.ts'
import { makeRankBetween, makeRanks } from './pin-rank.ts'

const place = (chatId: number, more: Partial<ListPlace> = {}): ListPlace => ({
  sort: 'recent',
  section: 'chats',
  liftDateS: 1_790_000_000,
  chatId,
  ...more,
})
const order = (...places: ListPlace[]) =>
  places
    .map((one) => ({ key: makeListKey(one), chatId: one.chatId }))
    .sort((a, b) => (a.key < b.key ? 1 : -1))
    .map(({ chatId }) => chatId)

describe('a list', () => {
  test('has alarms on top, then pins, then the rest', () => {
    const wait = { sinceS: 1, breachAtMs: 2 }
    for (const sort of ['recent', 'longest_waiting', 'nearest_breach'] as const)
      expect(
        order(
          place(1, { sort, wait }),
          place(2, { sort, section: 'pinned', pinRank: 'a0' }),
          place(3, { sort, section: 'alarm', liftDateS: 5 }),
        ),
      ).toEqual([3, 2, 1])
  })

  test('has the oldest alarm that nobody took on top, whatever is written and however the list is sorted', () => {
    const alarmed = (chatId: number, raisedAtS: number, isTaken = false, more: Partial<ListPlace> = {}) =>
      place(chatId, { section: 'alarm', alarm: { raisedAtS, isTaken }, ...more })
    const wait = { sinceS: 1, breachAtMs: 2 }
    for (const sort of ['recent', 'longest_waiting', 'nearest_breach'] as const)
      expect(
        order(
          alarmed(1, 1_790_000_100, true, { sort }),
          alarmed(2, 1_790_000_300, false, { sort, wait, liftDateS: 2_000_000_000 }),
          alarmed(3, 1_790_000_200, false, { sort }),
          alarmed(4, 1_790_000_000, true, { sort, wait, liftDateS: 2_000_000_001 }),
          place(5, { sort, section: 'pinned', pinRank: 'a0' }),
        ),
      ).toEqual([3, 2, 4, 1, 5])
  })

  test('is sorted by what lifted the chats', () => {
    expect(
      order(place(1, { liftDateS: 999 }), place(2, { liftDateS: 10_000 }), place(3, { liftDateS: 0 })),
    ).toEqual([2, 1, 3])
  })

  test('does not move by waiting when it is sorted by time', () => {
    expect(makeListKey(place(1, { wait: { sinceS: 5 } }))).toBe(makeListKey(place(1)))
  })

  test('has those who wait longest on top', () => {
    const sort: ListSort = 'longest_waiting'
    expect(
      order(
        place(1, { sort, liftDateS: 2_000_000_000 }),
        place(2, { sort, wait: { sinceS: 1_700_000_100 } }),
        place(3, { sort, wait: { sinceS: 1_700_000_000 } }),
        place(4, { sort, liftDateS: 1_999_999_999 }),
      ),
    ).toEqual([3, 2, 1, 4])
  })

  test('has those who are next to a breach on top, and those without hours ahead behind them', () => {
    const sort: ListSort = 'nearest_breach'
    expect(
      order(
        place(1, { sort, liftDateS: 2_000_000_000 }),
        place(2, { sort, wait: { sinceS: 1 } }),
        place(3, { sort, wait: { sinceS: 3, breachAtMs: 1_790_000_000_000 } }),
        place(4, { sort, wait: { sinceS: 9, breachAtMs: 1_780_000_000_000 } }),
      ),
    ).toEqual([4, 3, 2, 1])
  })

  test('keeps chats of one second in one order', () => {
    expect(order(place(-1001), place(55), place(-7))).toEqual(order(place(55), place(-7), place(-1001)))
    expect(makeListKey(place(1))).not.toBe(makeListKey(place(2)))
  })
})

test('pins stand by their ranks, however they were moved', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 60 }), (moves) => {
      const pins = makeRanks(5).map((pinRank, chatId) => ({ chatId, pinRank }))
      for (const [what, where] of moves) {
        const [pin] = pins.splice(what % pins.length, 1)
        const index = where % (pins.length + 1)
        const pinRank = makeRankBetween(pins[index - 1]?.pinRank, pins[index]?.pinRank)
        pins.splice(index, 0, { chatId: pin!.chatId, pinRank: pinRank! })
      }
      const places = pins.map(({ chatId, pinRank }, index) =>
        place(chatId, { section: 'pinned', pinRank, liftDateS: index }),
      )
      expect(order(...places)).toEqual(pins.map(({ chatId }) => chatId))
    }),
  )
})

test('many pins one behind another have short ranks', () => {
  let rank: string | undefined
  for (let index = 0; index < 5000; index += 1) {
    const next = makeRankBetween(rank, undefined)!
    expect(rank === undefined || rank < next).toBe(true)
    rank = next
  }
  expect(rank!.length).toBeLessThan(6)
})

test.each([
  ['between the same', 'a0', 'a0'],
  ['between ranks in the wrong order', 'a1', 'a0'],
  ['next to what is no rank', '~', undefined],
])('there is no room %s', (_, above, below) => {
  expect(makeRankBetween(above, below)).toBeUndefined()
})
