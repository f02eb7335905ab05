import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '../../contract/entities/ids.ts'
import { comparePlaces, OrderedPlaces } from './ordered-places.ts'

const chatId = fc.integer({ min: -6, max: 6 }).map((id) => id as ChatId)
const key = fc.oneof(fc.stringMatching(/^[0-9a-z]{0,2}$/u), fc.constantFrom('é', '\uFFFF', '😀'))
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('set' as const), chatId, key }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), chatId, key }) },
)

describe('OrderedPlaces', () => {
  it('is always its places sorted by key', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const places = new OrderedPlaces()
        const model = new Map<ChatId, string>()
        for (const { kind, chatId, key } of steps) {
          const before = places.toIds()
          if (kind === 'set') {
            const isMoved = places.set(chatId, key)
            expect(isMoved).toBe(!isSame(before, places.toIds()))
            model.set(chatId, key)
          } else {
            expect(places.remove(chatId)).toBe(model.delete(chatId))
          }
          const expected = [...model].map(([chatId, key]) => ({ chatId, key })).sort(comparePlaces)
          expect(places.toIds()).toEqual(expected.map((place) => place.chatId))
          expect(places.size).toBe(expected.length)
          expected.forEach((place, index) => {
            expect(places.indexOf(place.chatId)).toBe(index)
            expect(places.at(index)).toEqual(place)
          })
        }
      }),
    )
  })

  it('puts the greatest key first and equal keys by chat', () => {
    const places = new OrderedPlaces()
    places.set(2 as ChatId, 'a')
    places.set(1 as ChatId, 'a')
    places.set(3 as ChatId, 'b')
    expect(places.toIds()).toEqual([3, 1, 2])
    expect(places.has(4 as ChatId)).toBe(false)
    expect(places.indexOf(4 as ChatId)).toBe(-1)
    places.clear()
    expect(places.toIds()).toEqual([])
    expect(places.has(1 as ChatId)).toBe(false)
  })
})

function isSame(a: readonly ChatId[], b: readonly ChatId[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}
