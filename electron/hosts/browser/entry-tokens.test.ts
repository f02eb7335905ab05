import { expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { EntryTokens } from './entry-tokens.ts'

it('tokens are many-digit, each another, and end after ten minutes', async () => {
  const clock = new FakeClock({ startMs: 1_000 })
  const tokens = new EntryTokens(clock)
  const first = tokens.issue()
  expect(first.token).toMatch(/^[\w-]{43}$/u)
  expect(first.expiresAtMs).toBe(1_000 + 10 * 60_000)
  await clock.advanceTo(first.expiresAtMs)
  const second = tokens.issue()
  expect(second.token).not.toBe(first.token)
  expect(tokens.all).toEqual([second])
})

it('a used token is not given to the next core', () => {
  const tokens = new EntryTokens(new FakeClock({ startMs: 1_000 }))
  const { token } = tokens.issue()
  tokens.drop(token)
  expect(tokens.all).toEqual([])
})
