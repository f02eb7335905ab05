import { describe, expect, it } from 'vitest'
import { extractRange } from './extract-range.ts'

const range = { startIndex: 10, endIndex: 12, overscan: 1, count: 100 }

describe('the rows that a virtual list draws', () => {
  it.each([
    ['those in sight and a little more', [], [9, 10, 11, 12, 13]],
    ['a kept one above', [2], [2, 9, 10, 11, 12, 13]],
    ['kept ones below, in order and once', [70, 50, 70], [9, 10, 11, 12, 13, 50, 70]],
    ['a kept one in sight', [11], [9, 10, 11, 12, 13]],
    ['a kept one that is nowhere', [-1], [9, 10, 11, 12, 13]],
  ])('%s', (_case, kept, indexes) => {
    expect(extractRange(range, kept)).toEqual(indexes)
  })
})
