import { describe, expect, it } from 'vitest'
import { rejectReasons } from '#shared/contract/entities/team.ts'
import { startI18n } from '../../lib/i18n/start-i18n.ts'
import { describeRefusal } from './describe-refusal.ts'
import { knownTypes } from './known-types.ts'

startI18n()

describe('what came to nothing', () => {
  it('is named with the reason', () => {
    expect(describeRefusal({ type: 'duty', reason: 'no_right' })).toBe(
      'Did not count: Duty (its author may not do this).',
    )
    expect(describeRefusal({ type: 'note', reason: 'telegram' })).toBe(
      'Did not count: Internal note (Telegram refused it).',
    )
  })

  it('says of a second alarm that the first one stands', () => {
    expect(describeRefusal({ type: 'alarm_raised', reason: 'alarm_is_open' })).toMatch(/theirs stands/u)
  })

  it('has words for all of them, and for what it does not know', () => {
    const plain = describeRefusal({})
    for (const type of knownTypes)
      for (const reason of rejectReasons) expect(describeRefusal({ type, reason })).not.toBe(plain)
    expect(describeRefusal({ type: 'duty', reason: 'constructor' })).toBe(plain)
  })
})
