import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '../../contract/entities/ids.ts'
import type { ListOrder } from './list-order.ts'
import { OrderedPlaces } from './ordered-places.ts'
import { comparePlaces, type OrderedPlace } from './place-blocks.ts'

const chatId = fc.integer({ min: -6, max: 6 }).map((id) => id as ChatId)
const key = fc.oneof(fc.stringMatching(/^[0-9a-z]{0,2}$/u), fc.constantFrom('é', '\uFFFF', '😀'))
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('set' as const), chatId, key }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), chatId, key }) },
)

function sort(model: ReadonlyMap<ChatId, string>): OrderedPlace[] {
  return [...model].map(([chatId, key]) => ({ chatId, key })).sort(comparePlaces)
}

describe('OrderedPlaces', () => {
  it('is always its places sorted by key', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const places = new OrderedPlaces()
        const model = new Map<ChatId, string>()
        const past: { order: ListOrder; ids: readonly ChatId[] }[] = []
        for (const { kind, chatId, key } of steps) {
          const before = [...places.toOrder()]
          past.push({ order: places.toOrder(), ids: before })
          if (kind === 'set') {
            const isMoved = places.set(chatId, key)
            expect(isMoved).toBe(!isSame(before, [...places.toOrder()]))
            expect(places.toOrder() === past.at(-1)?.order).toBe(!isMoved)
            model.set(chatId, key)
          } else {
            expect(places.remove(chatId)).toBe(model.delete(chatId))
          }
          const expected = sort(model)
          expect(places.size).toBe(expected.length)
          for (const place of expected) expect(places.findKey(place.chatId)).toBe(place.key)
          expectOrder(
            places.toOrder(),
            expected.map((place) => place.chatId),
          )
        }
        for (const { order, ids } of past) expectOrder(order, ids)
      }),
    )
  })

  it('of 20,000 chats is sorted too, and an order once given stays', () => {
    const count = 20_000
    const random = createRandom()
    const places = new OrderedPlaces()
    const model = new Map<ChatId, string>()
    const set = (): void => {
      const id = (random(count * 1.2) - count / 5) as ChatId
      const newKey = random(1_000_000).toString(36)
      places.set(id, newKey)
      model.set(id, newKey)
    }
    while (model.size < count) set()
    const first = places.toOrder()
    const firstIds = sort(model).map((place) => place.chatId)
    for (let round = 0; round < 4; round += 1) {
      for (let change = 0; change < 5000; change += 1) {
        if (random(3) > 0) set()
        else {
          const id = (random(count * 1.2) - count / 5) as ChatId
          expect(places.remove(id)).toBe(model.delete(id))
        }
      }
      expectOrder(
        places.toOrder(),
        sort(model).map((place) => place.chatId),
      )
    }
    // From many to few: blocks join again.
    for (const id of [...model.keys()].slice(40)) {
      places.remove(id)
      model.delete(id)
    }
    expectOrder(
      places.toOrder(),
      sort(model).map((place) => place.chatId),
    )
    expectOrder(first, firstIds)
  })

  it('puts the greatest key first and equal keys by chat', () => {
    const places = new OrderedPlaces()
    places.set(2 as ChatId, 'a')
    places.set(1 as ChatId, 'a')
    places.set(3 as ChatId, 'b')
    expect([...places.toOrder()]).toEqual([3, 1, 2])
    expect(places.findKey(4 as ChatId)).toBe(undefined)
    expect(places.toOrder().indexOf(4 as ChatId)).toBe(-1)
    for (const id of [3, 1, 2] as ChatId[]) places.remove(id)
    expect([...places.toOrder()]).toEqual([])
    expect(places.findKey(1 as ChatId)).toBe(undefined)
  })
})

/** All that an order says, and that an array of the same ids says alike. */
function expectOrder(order: ListOrder, ids: readonly ChatId[]): void {
  const asArray: ListOrder = ids
  expect(order.length).toBe(asArray.length)
  expect([...order]).toEqual(ids)
  const probes = ids.length > 100 ? ids.filter((_, index) => index % 97 === 0) : ids
  for (const id of probes) {
    const index = order.indexOf(id)
    if (asArray.at(index) !== id || order.at(index) !== id) expect([id, index]).toBe('not where it is')
  }
  for (const index of [-1, -ids.length, ids.length, -ids.length - 1, ids.length - 1, 0])
    expect(order.at(index)).toBe(asArray.at(index))
  expect(order.indexOf(999_999_999 as ChatId)).toBe(-1)
}

function isSame(a: readonly ChatId[], b: readonly ChatId[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}

/** Numbers below a bound, the same ones at every run. */
function createRandom(): (below: number) => number {
  let state = 12_345
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff
    return Math.floor((state / 0x80_00_00_00) * below)
  }
}
