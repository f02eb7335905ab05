import { expect, test } from 'vitest'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { CompareDue } from './compare-due.ts'

function open() {
  const clock = new FakeClock()
  const told: number[] = []
  const due = new CompareDue({ clock, onDue: () => told.push(clock.now()) })
  due.begin()
  return { clock, due, told }
}

test('is due at the start, and where it is asked for', () => {
  expect(new CompareDue({ clock: new FakeClock(), onDue: () => undefined }).isDue).toBe(true)
  const { due } = open()
  expect(due.isDue).toBe(false)
  due.ask()
  expect(due.isDue).toBe(true)
})

test('is due once the connection is back, and at most once a minute', async () => {
  const { clock, due, told } = open()
  due.noteBack()
  await clock.advanceBy(120_000)
  expect(due.isDue).toBe(false)
  due.noteAway()
  due.noteBack()
  expect([due.isDue, told.length]).toEqual([true, 0])
  due.begin()
  await clock.advanceBy(20_000)
  for (let times = 0; times < 3; times += 1) {
    due.noteAway()
    due.noteBack()
  }
  expect(due.isDue).toBe(false)
  await clock.advanceBy(40_000)
  expect([due.isDue, told.length]).toEqual([true, 1])
})

test('is not due for an absence before it began', async () => {
  const { clock, due, told } = open()
  due.noteAway()
  due.begin()
  due.noteBack()
  await clock.advanceBy(120_000)
  expect([due.isDue, told.length]).toEqual([false, 0])
})
