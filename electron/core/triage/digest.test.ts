import { describe, expect, test } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { Digest } from './digest.ts'

const startMs = 1_750_000_000_000
const hourMs = 3_600_000

function setUp(aliveMs: number | undefined) {
  const clock = new FakeClock({ startMs })
  const state = { isCaughtUp: false, isUpToDate: true, redCount: 4, waitingCount: 12, unreadCount: 30 }
  const facts = new Map<string, unknown>()
  if (aliveMs !== undefined) facts.set('triage.alive', aliveMs)
  const digest = new Digest({
    clock,
    store: {
      readFact: (key) => facts.get(key),
      saveFact: (key, value) => {
        facts.set(key, value)
        return { ok: true, value: undefined }
      },
    },
    count: () => {
      const { redCount, unreadCount, waitingCount } = state
      return { redCount, unreadCount, waitingCount }
    },
    isCaughtUp: () => state.isCaughtUp,
    isUpToDate: () => state.isUpToDate,
    onChange: () => undefined,
  })
  const catchUp = async (): Promise<void> => {
    state.isCaughtUp = true
    digest.check()
    await clock.advanceBy(1_000)
  }
  return { catchUp, clock, digest, facts, state }
}

describe('the digest', () => {
  test('comes after an absence, once everything is known, until it is dismissed', async () => {
    const { catchUp, clock, digest } = setUp(startMs - hourMs)
    digest.start()
    await clock.advanceBy(5_000)
    expect(digest.view).toBeUndefined()
    expect(digest.isCatchingUp).toBe(true)
    await catchUp()
    expect(digest.view).toEqual({
      sinceMs: startMs - hourMs,
      untilMs: startMs,
      redCount: 4,
      waitingCount: 12,
      unreadCount: 30,
    })
    expect(digest.isCatchingUp).toBe(false)
    digest.dismiss()
    await catchUp()
    expect(digest.view).toBeUndefined()
  })

  test.each([
    ['a short absence', startMs - 60_000],
    ['the first start', undefined],
  ])('does not come after %s', async (_, aliveMs) => {
    const { catchUp, digest } = setUp(aliveMs)
    digest.start()
    await catchUp()
    expect(digest.view).toBeUndefined()
    expect(digest.isCatchingUp).toBe(false)
  })

  test('does not come when there is nothing to tell', async () => {
    const { catchUp, digest, state } = setUp(startMs - hourMs)
    Object.assign(state, { redCount: 0, waitingCount: 0, unreadCount: 0 })
    digest.start()
    await catchUp()
    expect(digest.view).toBeUndefined()
  })

  test('comes late when Telegram is late, although catching up has ended before', async () => {
    const { catchUp, clock, digest, state } = setUp(startMs - hourMs)
    state.isUpToDate = false
    digest.start()
    await clock.advanceBy(59_000)
    expect(digest.isCatchingUp).toBe(true)
    await clock.advanceBy(2_000)
    expect(digest.isCatchingUp).toBe(false)
    expect(digest.view).toBeUndefined()
    await catchUp()
    expect(digest.view?.redCount).toBe(4)
  })

  test('comes after a sleep, and not after a nap', async () => {
    const { catchUp, clock, digest, state } = setUp(undefined)
    digest.start()
    await catchUp()
    state.isCaughtUp = false
    digest.wake(clock.now() - 30_000)
    expect(digest.isCatchingUp).toBe(true)
    await catchUp()
    expect(digest.view).toBeUndefined()
    state.isCaughtUp = false
    const sinceMs = clock.now() - hourMs
    digest.wake(sinceMs)
    await catchUp()
    expect(digest.view?.sinceMs).toBe(sinceMs)
  })

  test('is catching up again for another account, until everything is known', async () => {
    const { catchUp, clock, digest, state } = setUp(startMs - hourMs)
    digest.start()
    await catchUp()
    state.isCaughtUp = false
    digest.clear()
    expect(digest.view).toBeUndefined()
    await clock.advanceBy(120_000)
    expect(digest.isCatchingUp).toBe(true)
    await catchUp()
    expect(digest.isCatchingUp).toBe(false)
    expect(digest.view).toBeUndefined()
  })

  test('notes every minute, and at the end, that the console is running', async () => {
    const { clock, digest, facts } = setUp(undefined)
    digest.start()
    await clock.advanceBy(61_000)
    expect(facts.get('triage.alive')).toBe(startMs + 60_000)
    digest.close()
    expect(facts.get('triage.alive')).toBe(startMs + 61_000)
    expect(clock.pendingCount).toBe(0)
  })
})
