import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { compareLists, dropFrom, measureLongestRise } from './compare-lists.ts'
import type { ShownList } from './shown-list.ts'

const ids = (...values: number[]): ChatId[] => values as ChatId[]
const list = (order: number[], pinned = 0, chats = pinned): ShownList => ({
  order: ids(...order),
  starts: { pinned, chats },
})
const isKnown = (): boolean => true

describe('compareLists', () => {
  it.each([
    ['nothing', [1, 2, 3], [1, 2, 3], 0],
    ['one that rose', [1, 2, 3, 4], [4, 1, 2, 3], 1],
    ['one that fell', [1, 2, 3, 4], [2, 3, 1, 4], 1],
    ['two that rose', [1, 2, 3, 4, 5], [5, 3, 1, 2, 4], 2],
    ['a new one', [1, 2], [3, 1, 2], 1],
    ['one that left the list', [1, 2, 3], [1, 3], 1],
    ['all of it', [1, 2, 3], [3, 2, 1], 2],
  ])('counts %s', (_, held, live, expected) => {
    expect(compareLists(list(held), list(live), isKnown).movedCount).toBe(expected)
  })

  it('counts a chat that changes its section without changing its place', () => {
    expect(compareLists(list([1, 2, 3], 0, 1), list([1, 2, 3], 0, 2), isKnown).movedCount).toBe(1)
  })

  it('names chats that exist no more and does not count them', () => {
    const difference = compareLists(list([1, 2, 3]), list([3, 1]), (chatId) => chatId !== 2)
    expect(difference).toEqual({ movedCount: 1, dropped: [2] })
  })

  it('is nothing for equal lists only, and never more than both lists have', () => {
    const order = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 10 })
    fc.assert(
      fc.property(order, order, (one, other) => {
        const { movedCount } = compareLists(list(one), list(other), isKnown)
        expect(movedCount === 0).toBe(one.join() === other.join())
        expect(movedCount).toBeLessThanOrEqual(new Set([...one, ...other]).size)
      }),
    )
  })
})

describe('measureLongestRise', () => {
  it.each([
    [[], 0],
    [[3], 1],
    [[3, 2, 1], 1],
    [[1, 2, 3], 3],
    [[5, 1, 2, 8, 3, 4], 4],
  ])('of %j is %d', (values, expected) => {
    expect(measureLongestRise(values)).toBe(expected)
  })
})

describe('dropFrom', () => {
  it('moves the sections up with their rows', () => {
    const held = list([1, 2, 3, 4, 5], 1, 3)
    expect(dropFrom(held, ids(2, 5))).toEqual({ order: [1, 3, 4], starts: { pinned: 1, chats: 2 } })
    expect(dropFrom(held, ids(1))).toEqual({ order: [2, 3, 4, 5], starts: { pinned: 0, chats: 2 } })
  })
})
