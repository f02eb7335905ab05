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
