import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  nowhere,
  planPresence,
  presenceAgainMs,
  presenceEveryMs,
  type Presence,
  unitePresence,
} from './presence.ts'

const looking = (chatId: number): Presence => ({ chatId, isWriting: false })
const writing = (chatId: number): Presence => ({ chatId, isWriting: true })

describe('unitePresence', () => {
  it.each([
    ['no window', [], nowhere],
    ['nothing is looked at', [nowhere, nowhere], nowhere],
    ['one window', [looking(1)], looking(1)],
    ['the last one that looks', [looking(1), looking(2), nowhere], looking(2)],
    ['writing goes before looking', [writing(1), looking(2)], writing(1)],
    ['the last one that writes', [writing(1), writing(2)], writing(2)],
    ['writing nowhere is nothing', [looking(1), { isWriting: true }], looking(1)],
  ])('%s', (_name, windows, expected) => {
    expect(unitePresence(windows)).toEqual(expected)
  })
})

describe('planPresence', () => {
  it.each([
    ['nothing was said and nothing is to be said', nowhere, undefined, undefined],
    ['the first word is said at once', looking(1), undefined, 100_000],
    ['a change waits for its turn', looking(2), { ...looking(1), atMs: 95_000 }, 110_000],
    ['a change after long is said at once', looking(2), { ...looking(1), atMs: 1_000 }, 100_000],
    ['beginning to write is a change', writing(1), { ...looking(1), atMs: 95_000 }, 110_000],
    ['leaving is one', nowhere, { ...looking(1), atMs: 95_000 }, 110_000],
    ['still looking is said again', looking(1), { ...looking(1), atMs: 95_000 }, 155_000],
    ['still being away is not', nowhere, { ...nowhere, atMs: 1_000 }, undefined],
    ['a clock that was set back', looking(2), { ...looking(1), atMs: 900_000 }, 115_000],
  ])('%s', (_name, wanted, said, expected) => {
    expect(planPresence(wanted, said, 100_000)).toBe(expected)
  })

  it('keeps the pace and forgets nothing, whatever the windows do', () => {
    const step = fc.record({
      wanted: fc.constantFrom(nowhere, looking(1), writing(1), looking(2)),
      afterMs: fc.integer({ min: 0, max: 40_000 }),
    })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let nowMs = 0
        let wanted = nowhere
        let said: (Presence & { readonly atMs: number }) | undefined
        const runUntil = (untilMs: number): void => {
          for (;;) {
            const atMs = planPresence(wanted, said, nowMs)
            if (atMs === undefined || atMs > untilMs) break
            if (said !== undefined) expect(atMs - said.atMs).toBeGreaterThanOrEqual(presenceEveryMs)
            nowMs = atMs
            said = { ...wanted, atMs }
          }
          nowMs = untilMs
        }
        for (const { afterMs, wanted: next } of steps) {
          wanted = next
          runUntil(nowMs + afterMs)
        }
        runUntil(nowMs + presenceEveryMs)
        expect(said?.chatId).toBe(wanted.chatId)
        if (wanted.chatId !== undefined)
          expect(nowMs - (said?.atMs ?? 0)).toBeLessThanOrEqual(presenceAgainMs)
      }),
    )
  })
})
