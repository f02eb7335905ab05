import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FakeClock } from './fake-clock.ts'

describe('FakeClock', () => {
  it('runs tasks in the order of time, then of scheduling', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }), async (delays) => {
        const clock = new FakeClock({ startMs: 100 })
        const ran: number[] = []
        delays.forEach((delay, index) => clock.schedule(100 + delay, () => ran.push(index)))
        await clock.advanceBy(20)
        const expected = delays.map((_, index) => index).sort((a, b) => delays[a]! - delays[b]! || a - b)
        expect(ran).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  it('shows a task its own time and stops at the asked one', async () => {
    const clock = new FakeClock({ startMs: 0 })
    const seen: number[] = []
    clock.schedule(5, () => seen.push(clock.now()))
    clock.schedule(9, () => seen.push(clock.now()))
    await clock.advanceTo(7)
    expect(seen).toEqual([5])
    expect(clock.now()).toBe(7)
    expect(clock.nextAtMs).toBe(9)
  })

  it('lets promises settle between two tasks', async () => {
    const clock = new FakeClock({ startMs: 0 })
    const seen: string[] = []
    clock.schedule(1, () => {
      void Promise.resolve()
        .then(() => undefined)
        .then(() => seen.push('promise'))
    })
    clock.schedule(1, () => seen.push('task'))
    await clock.advanceTo(1)
    expect(seen).toEqual(['promise', 'task'])
  })

  it('runs what tasks schedule within the same move, and nothing that was cancelled', async () => {
    const clock = new FakeClock({ startMs: 0 })
    const seen: string[] = []
    const cancel = clock.schedule(3, () => seen.push('cancelled'))
    clock.schedule(1, () => {
      cancel()
      clock.schedule(0, () => seen.push(`past at ${clock.now()}`))
    })
    await clock.advanceTo(10)
    expect(seen).toEqual(['past at 1'])
    expect(clock.pendingCount).toBe(0)
  })

  it('fails with the last tasks when something reschedules itself for ever', async () => {
    const clock = new FakeClock({ startMs: 0, maxTasks: 50 })
    const again = (): void => {
      clock.schedule(clock.now(), again)
    }
    again()
    await expect(clock.advanceTo(1)).rejects.toThrow(/more than 50 tasks until 1; the last ones: .*#50 at 0/u)
  })

  it('refuses to go back', async () => {
    const clock = new FakeClock({ startMs: 5 })
    await expect(clock.advanceTo(4)).rejects.toThrow('cannot go back')
  })
})
