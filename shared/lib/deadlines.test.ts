import { describe, expect, test } from 'vitest'
import { FakeClock } from '../../test/support/fake-clock.ts'
import { Deadlines } from './deadlines.ts'

const startMs = 1_750_000_000_000

function setUp(): {
  readonly clock: FakeClock
  readonly deadlines: Deadlines
  readonly due: (readonly [number, number])[]
  readonly jumps: (readonly [number, number])[]
} {
  const clock = new FakeClock({ startMs })
  const due: (readonly [number, number])[] = []
  const jumps: (readonly [number, number])[] = []
  const deadlines = new Deadlines({
    clock,
    onDue: (chatId) => due.push([chatId, clock.now() - startMs]),
    onJump: (fromMs, toMs) => jumps.push([fromMs - startMs, toMs - startMs]),
  })
  deadlines.start()
  return { clock, deadlines, due, jumps }
}

describe('deadlines', () => {
  test('come in their order, each at its moment, with one timer', async () => {
    const { clock, deadlines, due } = setUp()
    deadlines.set(1, startMs + 30_250)
    deadlines.set(2, startMs + 10_100)
    deadlines.set(3, startMs + 20_000)
    expect(clock.pendingCount).toBe(1)
    await clock.advanceBy(60_000)
    expect(due).toEqual([
      [2, 10_100],
      [3, 20_000],
      [1, 30_250],
    ])
    expect(clock.pendingCount).toBe(1)
  })

  test('the last one of a chat counts', async () => {
    const { clock, deadlines, due } = setUp()
    deadlines.set(1, startMs + 5_000)
    deadlines.set(1, startMs + 9_000)
    deadlines.set(2, startMs + 6_000)
    deadlines.set(2, undefined)
    await clock.advanceBy(60_000)
    expect(due).toEqual([[1, 9_000]])
    expect(deadlines.count).toBe(0)
  })

  test('what a chat sets when it is due comes too', async () => {
    const clock = new FakeClock({ startMs })
    const due: number[] = []
    const deadlines: Deadlines = new Deadlines({
      clock,
      onDue: (chatId) => {
        due.push(clock.now() - startMs)
        if (due.length < 3) deadlines.set(chatId, clock.now() + 700)
      },
      onJump: () => undefined,
    })
    deadlines.start()
    deadlines.set(1, startMs + 100)
    await clock.advanceBy(10_000)
    expect(due).toEqual([100, 800, 1500])
  })

  test('many changes of the same chats do not grow the heap', () => {
    const { deadlines } = setUp()
    for (let round = 0; round < 10_000; round += 1) deadlines.set(round % 10, startMs + 1_000_000 + round)
    expect(deadlines.heapSize).toBeLessThan(200)
  })
})

describe('wall time that goes on without us', () => {
  /** A machine that sleeps: its timers come late by as much as it slept. */
  function setUpSleeper(): {
    readonly sleepFor: (ms: number) => void
    readonly runTimer: () => void
    readonly ring: () => void
    readonly due: number[]
    readonly jumps: (readonly [number, number])[]
    readonly deadlines: Deadlines
  } {
    let nowMs = startMs
    let timer: { readonly atMs: number; readonly run: () => void } | undefined
    const due: number[] = []
    const jumps: (readonly [number, number])[] = []
    const clock = {
      now: () => nowMs,
      schedule: (atMs: number, run: () => void) => {
        timer = { atMs, run }
        return () => {
          timer = undefined
        }
      },
    }
    const deadlines = new Deadlines({
      clock,
      onDue: (chatId) => due.push(chatId),
      onJump: (fromMs, toMs) => jumps.push([fromMs - startMs, toMs - startMs]),
    })
    deadlines.start()
    return {
      deadlines,
      due,
      jumps,
      sleepFor: (ms) => {
        nowMs += ms
      },
      runTimer: () => {
        const { atMs, run } = timer ?? { atMs: nowMs, run: () => undefined }
        nowMs = Math.max(nowMs, atMs)
        run()
      },
      // Pauses end by the machine's running time, even when its clock was set.
      ring: () => timer?.run(),
    }
  }

  test('is told, and what came due meanwhile is due at once', () => {
    const { deadlines, due, jumps, runTimer, sleepFor } = setUpSleeper()
    deadlines.set(1, startMs + 600_000)
    deadlines.set(2, startMs + 9_000_000)
    runTimer()
    expect(jumps).toEqual([])
    sleepFor(3_600_000)
    runTimer()
    expect(due).toEqual([1])
    expect(jumps).toEqual([[1000, 3_601_000]])
  })

  test('is told when the clock is set back', () => {
    const { deadlines, jumps, ring, runTimer, sleepFor } = setUpSleeper()
    deadlines.set(1, startMs + 600_000)
    runTimer()
    sleepFor(-3_600_000)
    ring()
    expect(jumps).toHaveLength(1)
  })

  test('is looked at every second while something is ahead', () => {
    const { deadlines, runTimer, jumps, sleepFor } = setUpSleeper()
    deadlines.set(1, startMs + 600_000)
    for (let second = 0; second < 100; second += 1) {
      runTimer()
      sleepFor(100)
    }
    expect(jumps).toEqual([])
  })
})
