import { pino } from 'pino'
import { expect, test } from 'vitest'
import { ok } from '#shared/lib/result.ts'
import { buildInterval } from '../../../test/support/builders/intervals.ts'
import { Intervals } from './intervals.ts'
import { Migrations } from './migrations.ts'
import { Tails } from './tails.ts'

test('a wait that ended just before its group was upgraded moves to the new chat with the others', () => {
  const writes: string[] = []
  const note = (name: string) => () => {
    writes.push(name)
    return ok()
  }
  const intervals = new Intervals({
    log: pino({ level: 'silent' }),
    store: {
      saveIntervals: note('save'),
      moveIntervals: note('move'),
      dropIntervals: () => ok(),
      readIntervals: () => [],
    },
  })
  const tails = new Tails({ onChange: () => undefined })
  tails.add(-5, { id: 7, dateS: 1, from: 'user', userId: 5, isOwn: false })
  const migrations = new Migrations({
    tails,
    intervals,
    store: { dropTail: note('drop tail') },
    sources: { moveMarks: note('move marks') },
    // Telegram has sent the answer, but it is evaluated only now.
    onMoving: () => {
      intervals.save(buildInterval(-5, 7))
    },
    onMoved: () => undefined,
  })
  migrations.move(-5, -1_000_000_000_009)
  expect(writes).toEqual(['move marks', 'save', 'move', 'drop tail'])
  expect(tails.has(-5)).toBe(false)
  expect(tails.has(-1_000_000_000_009)).toBe(true)
})
