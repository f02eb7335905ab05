import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { findNext, stepInList, type ListStep } from './step-in-list.ts'
import { keepOpenChat } from './use-shown-order.ts'

const order = [10, 20, 30, 40, 50] as ChatId[]
const id = (value: number | undefined): ChatId | undefined => value as ChatId | undefined

describe('stepInList', () => {
  it.each<[number | undefined, ListStep, number]>([
    [undefined, 'next', 10],
    [undefined, 'previous', 10],
    [20, 'next', 30],
    [20, 'previous', 10],
    [50, 'next', 50],
    [10, 'previous', 10],
    [20, 'pageDown', 40],
    [50, 'pageUp', 30],
    [40, 'pageDown', 50],
    [20, 'first', 10],
    [20, 'last', 50],
  ])('from %s, %s leads to %s', (from, step, expected) => {
    expect(stepInList(order, id(from), step, 2)).toBe(expected)
  })

  it('leads nowhere in an empty list', () => {
    expect(stepInList([], undefined, 'next', 2)).toBeUndefined()
    expect(stepInList([], undefined, 'last', 2)).toBeUndefined()
  })
})

describe('findNext', () => {
  const isWanted = (chatId: ChatId): boolean => chatId === 20 || chatId === 40
  it.each([
    [undefined, 1, 20],
    [20, 1, 40],
    [40, 1, 20],
    [30, -1, 20],
    [10, -1, 40],
    [undefined, -1, 40],
  ] as const)('from %s in direction %s finds %s', (from, direction, expected) => {
    expect(findNext(order, id(from), direction, isWanted)).toBe(expected)
  })

  it('finds nothing when only the present one is wanted', () => {
    expect(findNext(order, id(20), 1, (chatId) => chatId === 20)).toBeUndefined()
    expect(findNext([], undefined, 1, () => true)).toBeUndefined()
  })
})

describe('keepOpenChat', () => {
  it('keeps the chat that is being read at its place among the unread ones', () => {
    expect(keepOpenChat([10, 50] as ChatId[], order, id(30))).toEqual([10, 30, 50])
  })

  it.each([undefined, 50, 60])('changes nothing for %s', (open) => {
    const unread = [10, 50] as ChatId[]
    expect(keepOpenChat(unread, order, id(open))).toBe(unread)
  })
})
