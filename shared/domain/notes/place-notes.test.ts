import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeNotes } from './place-notes.ts'

const whole = { hasOlder: false, hasNewer: false }
const messages = [
  { id: 10, dateS: 100 },
  { id: 20, dateS: 200 },
  { id: 30, dateS: 300 },
]
const place = (
  notes: readonly { readonly atS: number; readonly messageId?: number }[],
  stretch = whole,
): Record<string, readonly number[]> =>
  Object.fromEntries(
    [...placeNotes(messages, notes, stretch)].map(([index, there]) => [index, there.map(({ atS }) => atS)]),
  )

describe('placeNotes', () => {
  it.each([
    ['on a message: behind it', { messageId: 10, atS: 999 }, { 0: [999] }],
    ['on a message that is gone: where it was', { messageId: 15, atS: 999 }, { 0: [999] }],
    ['on the chat: by its time', { atS: 250 }, { 1: [250] }],
    ['in the second of a message: behind it', { atS: 200 }, { 1: [200] }],
    ['before everything', { atS: 1 }, { '-1': [1] }],
    ['after everything', { atS: 999 }, { 2: [999] }],
  ])('%s', (_name, note, expected) => {
    expect(place([note])).toEqual(expected)
  })

  it('leaves out what belongs to history that is not here', () => {
    const part = { hasOlder: true, hasNewer: true }
    expect(place([{ atS: 1 }, { atS: 150 }, { atS: 999 }], part)).toEqual({ 0: [150] })
    expect(
      place(
        [
          { messageId: 5, atS: 1 },
          { messageId: 40, atS: 2 },
        ],
        part,
      ),
    ).toEqual({})
    expect(place([{ messageId: 30, atS: 999 }], part)).toEqual({ 2: [999] })
  })

  it('orders notes of one place by their time, equal ones as they came', () => {
    expect(place([{ messageId: 20, atS: 900 }, { atS: 210 }, { atS: 205 }])).toEqual({ 1: [205, 210, 900] })
  })

  it('shows notes in a chat without messages', () => {
    expect([...placeNotes([], [{ atS: 5 }], whole)]).toEqual([[-1, [{ atS: 5 }]]])
  })

  it('places every note of a whole history once, none before its message', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 20 })
    const note = fc.record(
      { atS: fc.integer({ min: 0, max: 70 }), messageId: fc.integer({ min: 1, max: 60 }) },
      { requiredKeys: ['atS'] },
    )
    fc.assert(
      fc.property(ids, fc.array(note), (unordered, notes) => {
        const history = unordered.toSorted((one, other) => one - other).map((id) => ({ id, dateS: id }))
        const places = placeNotes(history, notes, whole)
        expect([...places.values()].flat()).toHaveLength(notes.length)
        for (const [index, there] of places) {
          for (const { atS, messageId } of there) {
            const key = messageId ?? atS
            expect(history[index]?.id ?? 0).toBeLessThanOrEqual(key)
            expect(history[index + 1]?.id ?? Infinity).toBeGreaterThan(key)
          }
        }
      }),
    )
  })
})
