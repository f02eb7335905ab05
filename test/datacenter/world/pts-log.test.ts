import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { PtsLog } from './pts-log.ts'

const counts = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 60 })

/** Reads everything after `pts` in pages, as a client does. */
function readAll(log: PtsLog<number>, from: number, limit: number): readonly number[] | 'tooLong' {
  const events: number[] = []
  let pts = from
  for (;;) {
    const slice = log.since(pts, limit)
    if (slice.kind === 'tooLong') return 'tooLong'
    events.push(...slice.events)
    pts = slice.pts
    if (slice.isFinal) {
      expect(pts).toBe(log.pts)
      return events
    }
  }
}

test('whatever the pages, a client reads every event after its pts once and in order', () => {
  fc.assert(
    fc.property(counts, fc.nat(60), fc.integer({ min: 1, max: 20 }), (steps, position, limit) => {
      const log = new PtsLog<number>(1, 1000)
      const ptsAfter = [1]
      for (const [index, count] of steps.entries()) ptsAfter.push(log.append(index, count))
      const known = Math.min(position, steps.length)
      expect(readAll(log, ptsAfter[known] ?? 1, limit)).toEqual(
        steps.map((_count, index) => index).slice(known),
      )
    }),
  )
})

test('a log keeps between its size and twice its size, and says so when asked for older events', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 10 }), (total, keep) => {
      const log = new PtsLog<number>(1, keep)
      for (let index = 0; index < total; index += 1) log.append(index)
      const recent = readAll(log, log.pts - Math.min(keep, total), 3)
      expect(recent).toHaveLength(Math.min(keep, total))
      if (total > keep * 2) expect(log.since(1, 10)).toEqual({ kind: 'tooLong', pts: log.pts })
    }),
  )
})

test('nothing is new for a pts that is current or ahead, and skipped history is never told', () => {
  const log = new PtsLog<number>(1, 10)
  log.skip(5)
  expect(log.since(6, 10)).toEqual({ kind: 'events', events: [], pts: 6, isFinal: true })
  expect(log.since(99, 10)).toEqual({ kind: 'events', events: [], pts: 6, isFinal: true })
  expect(log.since(3, 10)).toEqual({ kind: 'tooLong', pts: 6 })
})
