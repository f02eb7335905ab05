import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WaitView } from '#shared/contract/entities/triage.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { findNextChangeMs, readElapsedMs, readStatus, readWaitedMinutes } from './wait-time.ts'
import { createWaitTicker } from './wait-ticker.ts'

const minuteMs = 60_000
const startMs = 1_750_000_000_000

function makeWait(part: Partial<WaitView> = {}): WaitView {
  return {
    status: 'waiting',
    sinceS: startMs / 1000,
    messageCount: 1,
    elapsedMs: 0,
    asOfMs: startMs,
    isRunning: true,
    redAfterMs: 10 * minuteMs,
    breachAfterMs: 15 * minuteMs,
    isComplete: true,
    ...part,
  }
}

describe('a wait', () => {
  it.each([
    [{}, 0, 0],
    [{}, 4.5 * minuteMs, 4.5 * minuteMs],
    [{ elapsedMs: 3 * minuteMs }, minuteMs, 4 * minuteMs],
    // The window's clock may be a little behind the core's.
    [{ elapsedMs: 3 * minuteMs }, -500, 3 * minuteMs],
    [{ isRunning: false, elapsedMs: 3 * minuteMs }, 60 * minuteMs, 3 * minuteMs],
    [{ pausesAtMs: startMs + 5 * minuteMs }, 60 * minuteMs, 5 * minuteMs],
  ] as const)('%j has lasted at %d ms', (part, afterMs, expected) => {
    expect(readElapsedMs(makeWait(part), startMs + afterMs)).toBe(expected)
  })

  it.each([
    [10 * minuteMs - 1, 'waiting'],
    [10 * minuteMs, 'red'],
    [15 * minuteMs - 1, 'red'],
    [15 * minuteMs, 'breach'],
  ])('after %d ms without a word of the core it is %s', (afterMs, expected) => {
    expect(readStatus(makeWait(), startMs + afterMs)).toBe(expected)
  })

  it('is never less than what the core said', () => {
    expect(readStatus(makeWait({ status: 'red' }), startMs)).toBe('red')
    expect(readStatus(makeWait({ status: 'breach' }), startMs)).toBe('breach')
  })

  it('changes exactly at the moment it names, and not before', () => {
    const wait = fc
      .record({
        elapsedMs: fc.nat(40 * minuteMs),
        redAfterMs: fc.integer({ min: 1, max: 20 * minuteMs }),
        longerMs: fc.integer({ min: 1, max: 20 * minuteMs }),
        pausesAtMs: fc.option(
          fc.nat(40 * minuteMs).map((ms) => startMs + ms),
          { nil: undefined },
        ),
      })
      .map(({ longerMs, pausesAtMs, ...part }) =>
        makeWait({
          ...part,
          breachAfterMs: part.redAfterMs + longerMs,
          ...(pausesAtMs === undefined ? {} : { pausesAtMs }),
        }),
      )
    fc.assert(
      fc.property(wait, fc.nat(40 * minuteMs), (wait, afterMs) => {
        const nowMs = startMs + afterMs
        const show = (atMs: number): string => `${readStatus(wait, atMs)} ${readWaitedMinutes(wait, atMs)}`
        const nextMs = findNextChangeMs(wait, nowMs)
        if (nextMs === undefined) {
          expect(show(nowMs + 100 * minuteMs)).toBe(show(nowMs))
          return
        }
        expect(nextMs).toBeGreaterThan(nowMs)
        expect(show(nextMs - 1)).toBe(show(nowMs))
        expect(show(nextMs)).not.toBe(show(nowMs))
      }),
    )
  })
})

describe('the ticker', () => {
  it('wakes each row at its own minute by one timer', async () => {
    const clock = new FakeClock({ startMs })
    const ticker = createWaitTicker(clock)
    const turns: string[] = []
    const follow = (name: string, wait: WaitView): (() => void) =>
      ticker.subscribe(
        (nowMs) => findNextChangeMs(wait, nowMs),
        () => turns.push(`${name} ${readWaitedMinutes(wait, clock.now())}`),
      )
    follow('a', makeWait())
    const leave = follow('b', makeWait({ elapsedMs: 20_000 }))
    follow('still', makeWait({ isRunning: false }))
    expect(clock.pendingCount).toBe(1)
    await clock.advanceBy(39_999)
    expect(turns).toEqual([])
    await clock.advanceBy(1)
    expect(turns).toEqual(['b 1'])
    await clock.advanceBy(20_000)
    expect(turns).toEqual(['b 1', 'a 1'])
    leave()
    await clock.advanceBy(minuteMs)
    expect(turns).toEqual(['b 1', 'a 1', 'a 2'])
    expect(clock.pendingCount).toBe(1)
  })

  it('keeps no timer when nobody follows', async () => {
    const clock = new FakeClock({ startMs })
    const ticker = createWaitTicker(clock)
    const leave = ticker.subscribe(
      () => startMs + 1000,
      () => undefined,
    )
    leave()
    expect(clock.pendingCount).toBe(0)
  })
})
