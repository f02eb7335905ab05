import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WaitView } from '#shared/contract/entities/triage.ts'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { createWaitTicker } from '../../../lib/wait/wait-ticker.ts'
import { formatDuration } from '../../../lib/time/format-duration.ts'
import { findNextSecondMs, isPaused, readClock, readElapsedS } from './clock-reading.ts'

const startMs = 1_750_000_000_000
const minuteMs = 60_000

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

describe('the running clock', () => {
  it.each([
    [0, 'waiting', '0:00', '15:00', 0],
    [599, 'waiting', '9:59', '15:00', 599 / 900],
    [600, 'red', '10:00', '15:00', 2 / 3],
    [761, 'red', '12:41', '15:00', 761 / 900],
    [900, 'breach', '15:00', '+0:00', 1],
    [1030, 'breach', '17:10', '+2:10', 1],
  ] as const)('at %d s is %s, %s of %s', (elapsedS, status, elapsed, end, fill) => {
    const reading = readClock(makeWait(), elapsedS)
    expect(reading).toMatchObject({ status, elapsed, end })
    expect(reading.fill).toBeCloseTo(fill)
    expect(reading.redMark).toBeCloseTo(2 / 3)
  })

  it('believes the core that it is red even when this machine’s clock is late', () => {
    expect(readClock(makeWait({ status: 'red' }), 590).status).toBe('red')
    expect(readClock(makeWait({ status: 'breach' }), 890)).toMatchObject({ status: 'breach', end: '+0:00' })
  })

  it.each([
    [5_000, '0:05'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [93_761_000, '26:02:41'],
    [-5, '0:00'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  it('stands still outside of working hours', () => {
    const wait = makeWait({ pausesAtMs: startMs + 90_500 })
    expect(isPaused(wait, startMs + 90_499)).toBe(false)
    expect(findNextSecondMs(wait, startMs + 90_100)).toBe(startMs + 90_500)
    expect(isPaused(wait, startMs + 90_500)).toBe(true)
    expect(findNextSecondMs(wait, startMs + 90_500)).toBeUndefined()
    expect(readElapsedS(wait, startMs + 500_000)).toBe(90)
    expect(isPaused(makeWait({ isRunning: false }), startMs)).toBe(true)
  })

  it('names the very moment at which the second turns', () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), fc.nat(5_000_000), (elapsedMs, afterMs) => {
        const wait = makeWait({ elapsedMs })
        const nowMs = startMs + afterMs
        const nextMs = findNextSecondMs(wait, nowMs) ?? 0
        expect(nextMs).toBeGreaterThan(nowMs)
        expect(readElapsedS(wait, nextMs - 1)).toBe(readElapsedS(wait, nowMs))
        expect(readElapsedS(wait, nextMs)).toBe(readElapsedS(wait, nowMs) + 1)
      }),
    )
  })

  it('does not drift: late timers are made up for', async () => {
    const clock = new FakeClock({ startMs: startMs + 300 })
    const ticker = createWaitTicker(clock)
    const wait = makeWait()
    const seen: number[] = []
    ticker.subscribe(
      (nowMs) => findNextSecondMs(wait, nowMs),
      () => seen.push(readElapsedS(wait, clock.now())),
    )
    await clock.advanceBy(3_000)
    expect(seen).toEqual([1, 2, 3])
    expect(clock.pendingCount).toBe(1)
  })
})
