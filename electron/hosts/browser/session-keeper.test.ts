import { describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createSessionKeeper } from './session-keeper.ts'

function setUp() {
  const clock = new FakeClock({ startMs: 1_000 })
  const used: string[] = []
  const keeper = createSessionKeeper({
    clock,
    sessionKey: 'session-key',
    pageKey: 'page-key',
    tokens: [{ token: 'first', expiresAtMs: 61_000 }],
    onUsed: (token) => used.push(token),
  })
  return { clock, keeper, used }
}

describe('letting a browser in', () => {
  it('exchanges a token once', () => {
    const { keeper, used } = setUp()
    expect(keeper.exchange('first')).toEqual({ sessionKey: 'session-key', pageKey: 'page-key' })
    expect(keeper.exchange('first')).toBeUndefined()
    expect(used).toEqual(['first'])
  })

  it('refuses a token it did not give, even a part of one', () => {
    const { keeper, used } = setUp()
    for (const offered of ['', 'firs', 'first ', 'other']) expect(keeper.exchange(offered)).toBeUndefined()
    expect(used).toEqual([])
  })

  it('refuses an expired token', async () => {
    const { clock, keeper } = setUp()
    await clock.advanceTo(61_000)
    expect(keeper.exchange('first')).toBeUndefined()
  })

  it('takes tokens that were made later', () => {
    const { keeper } = setUp()
    keeper.addToken({ token: 'second', expiresAtMs: 90_000 })
    expect(keeper.exchange('second')).toMatchObject({ sessionKey: 'session-key' })
    expect(keeper.exchange('first')).toMatchObject({ sessionKey: 'session-key' })
  })

  it('knows its session key and no other', () => {
    const { keeper } = setUp()
    expect(keeper.isSessionKey('session-key')).toBe(true)
    expect(keeper.isSessionKey('session-kex')).toBe(false)
    expect(keeper.isSessionKey('first')).toBe(false)
    expect(keeper.isSessionKey('page-key')).toBe(false)
    expect(keeper.isSessionKey(undefined)).toBe(false)
  })

  it('knows its page key and no other', () => {
    const { keeper } = setUp()
    expect(keeper.isPageKey('page-key')).toBe(true)
    expect(keeper.isPageKey('page-kex')).toBe(false)
    expect(keeper.isPageKey('session-key')).toBe(false)
    expect(keeper.isPageKey('')).toBe(false)
    expect(keeper.isPageKey(undefined)).toBe(false)
  })
})
