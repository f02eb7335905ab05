import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { findAutoscroll, findGap, findGapTop, findPinStep, findPinTarget } from './pin-drag.ts'

const pins = [1, 2, 3, 4] as ChatId[]
const id = (value: number): ChatId => value as ChatId
const rows = { chatIds: pins, top: 40, rowHeight: 24 }

/** What the core does with a move. */
function move(order: readonly ChatId[], chatId: ChatId, after: ChatId | undefined): ChatId[] {
  const rest = order.filter((other) => other !== chatId)
  return rest.toSpliced(after === undefined ? 0 : rest.indexOf(after) + 1, 0, chatId)
}

describe('a dragged pin', () => {
  it.each([
    [-100, 0],
    [40, 0],
    [51, 0],
    [53, 1],
    [75, 1],
    [40 + 96, 4],
    [9_000, 4],
  ])('at %d px goes into gap %d', (y, gap) => {
    expect(findGap(rows, y)).toBe(gap)
  })

  it('is shown where it goes', () => {
    expect(findGapTop(rows, 3)).toBe(112)
  })

  it('ends between the rows of its gap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pins), fc.nat(pins.length), (dragged, gap) => {
        const target = findPinTarget(pins, dragged, gap)
        const expected = pins.toSpliced(gap, 0, id(99)).filter((other) => other !== dragged)
        const moved = target === 'stay' ? pins : move(pins, dragged, target.after)
        expect(moved).toEqual(expected.map((other) => (other === 99 ? dragged : other)))
      }),
    )
  })

  it.each([
    [1, -1, 'stay'],
    [4, 1, 'stay'],
    [9, 1, 'stay'],
    [2, -1, { after: undefined }],
    [3, -1, { after: 1 }],
    [1, 1, { after: 2 }],
    [3, 1, { after: 4 }],
  ] as const)('%d stepped by %d: %j', (chatId, direction, expected) => {
    expect(findPinStep(pins, id(chatId), direction)).toEqual(expected)
  })

  it.each([
    [300, 0],
    [110, -3],
    [0, -10],
    [890, 3],
    [2_000, 10],
  ])('at %d px of a view from 100 to 900 scrolls by %d', (y, expected) => {
    expect(findAutoscroll(y, 100, 900)).toBe(expected)
  })
})
