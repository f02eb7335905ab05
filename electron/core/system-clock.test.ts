import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SystemClock } from './system-clock.ts'

describe('SystemClock', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('waits longer than one timer of Node can', () => {
    const clock = new SystemClock()
    const dayMs = 86_400_000
    const run = vi.fn()
    clock.schedule(clock.now() + 60 * dayMs, run)
    vi.advanceTimersByTime(60 * dayMs - 1)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledOnce()
  })

  it('ends a pause in time when the wall clock is set back', () => {
    const clock = new SystemClock()
    const run = vi.fn()
    clock.schedule(clock.now() + 200, run)
    vi.setSystemTime(Date.now() - 3_600_000)
    vi.advanceTimersByTime(199)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2)
    expect(run).toHaveBeenCalledOnce()
  })

  it('waits for a date, and sees soon that it has passed while the machine slept', () => {
    const clock = new SystemClock()
    const run = vi.fn()
    clock.schedule(clock.now() + 8 * 3_600_000, run)
    vi.advanceTimersByTime(3_600_000)
    vi.setSystemTime(Date.now() - 3_600_000)
    vi.advanceTimersByTime(7 * 3_600_000)
    expect(run).not.toHaveBeenCalled()
    vi.setSystemTime(Date.now() + 5 * 3_600_000)
    vi.advanceTimersByTime(30_000)
    expect(run).toHaveBeenCalledOnce()
  })

  it('cancels in every stage of a long wait', () => {
    const clock = new SystemClock()
    const run = vi.fn()
    const cancel = clock.schedule(clock.now() + 3_000_000_000, run)
    vi.advanceTimersByTime(2_500_000_000)
    cancel()
    cancel()
    vi.advanceTimersByTime(2_500_000_000)
    expect(run).not.toHaveBeenCalled()
  })

  it('runs what has passed soon, never at once', () => {
    const clock = new SystemClock()
    const run = vi.fn()
    clock.schedule(clock.now() - 1000, run)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledOnce()
  })

  it('does not keep the process alive', () => {
    vi.useRealTimers()
    const clock = new SystemClock()
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const cancel = clock.schedule(clock.now() + 60_000, () => undefined)
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(before)
    cancel()
  })
})
