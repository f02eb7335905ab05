import { afterEach, describe, expect, it } from 'vitest'
import { coreContract } from '#shared/contract/core-contract.ts'
import { language, startI18n } from '../i18n/start-i18n.ts'
import { describeFailure, formatWait, type Undertaking } from './describe-failure.ts'

startI18n()

/** Which calls are made for what. */
const calls: Readonly<Record<Undertaking, RegExp>> = {
  alarm: /^alarm\./u,
  chat: /^(?:chats|digest|chat(?!\.[gs]etClockOverride))\./u,
  demo: /^workspace\.switch$/u,
  draft: /^(?:messages\.send|messages\.edit|conversation\.setDraft)$/u,
  logOut: /^auth\.logOut$/u,
  message: /^messages\.(?:retry|discard|delete|getAbilities)$/u,
  note: /^note\./u,
  proxy: /^proxy\./u,
  rules: /^(?:rules\.|clock\.|chat\.(?:setClass|getClockOverride|setClockOverride)$)/u,
  setting: /^settings\.set$/u,
  signIn: /^(?:auth\.(?!logOut)|workspace\.switch$)/u,
  team: /^(?:team|visibility|alarm|note)\./u,
}
/** Failures of the link, which any call can return. */
const linkCodes = ['disconnected', 'timeout']

const cases = Object.entries(calls).flatMap(([about, pattern]) =>
  Object.entries(coreContract)
    .filter(([name]) => pattern.test(name))
    .map(([name, { errors }]) => ({ about: about as Undertaking, name, codes: [...errors, ...linkCodes] })),
)

describe('describeFailure', () => {
  afterEach(async () => {
    await language.changeLanguage('en')
  })

  it.each(['en', 'ru'])('has words in %s for every refusal of every call', async (tongue) => {
    await language.changeLanguage(tongue)
    for (const { about, name, codes } of cases) {
      const other = describeFailure({ code: 'internal' }, about)
      for (const code of codes) {
        const words = describeFailure({ code, message: 'SOME_ERROR' }, about)
        expect(words, `${about}: ${name}, ${code}`).not.toBe(other)
        expect(words).not.toMatch(/problem\.|error\.|\{\{/u)
        expect(words).not.toBe(code)
      }
    }
  })

  it('knows calls of every kind', () => {
    expect(new Set(cases.map(({ about }) => about))).toEqual(new Set(Object.keys(calls)))
  })

  it('speaks for what was done: the same code has other words elsewhere', () => {
    expect(describeFailure({ code: 'no_right' }, 'note')).toMatch(/the note was not kept/u)
    expect(describeFailure({ code: 'no_right' }, 'chat')).toBe(
      language.t('problem.no_right', { ns: 'triage' }),
    )
    expect(describeFailure({ code: 'no_right' }, 'rules')).toBe(
      language.t('problem.no_right', { ns: 'team' }),
    )
    expect(describeFailure({ code: 'is_note' }, 'message')).toBe(
      language.t('problem.is_note', { ns: 'notes' }),
    )
  })

  it('says how long Telegram asks to wait and what it said', () => {
    expect(describeFailure({ code: 'flood_wait', details: { seconds: 61 } }, 'team')).toMatch(/2 minutes/u)
    expect(describeFailure({ code: 'flood_wait' }, 'team')).toMatch(/later/u)
    expect(describeFailure({ code: 'flood_wait', details: { seconds: 95 } }, 'signIn')).toMatch(/1:35/u)
    expect(describeFailure({ code: 'rejected', message: 'SOME_ERROR' }, 'signIn')).toMatch(/SOME_ERROR/u)
  })

  it('has nothing to say about what is no refusal of ours', () => {
    expect(describeFailure({ code: 'internal' }, 'team')).toBe(language.t('problem.other', { ns: 'common' }))
    expect(describeFailure({ code: 'internal' }, 'message')).toBe(
      language.t('error.other', { ns: 'conversation' }),
    )
  })
})

describe('formatWait', () => {
  it.each([
    [0, '0:00'],
    [-3, '0:00'],
    [9.2, '0:10'],
    [60, '1:00'],
    [3600, '1:00:00'],
    [86_399, '23:59:59'],
  ])('writes %s s as %s', (waitS, expected) => {
    expect(formatWait(waitS)).toBe(expected)
  })
})
