import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import { words } from '#shared/i18n/words.ts'
import { coreContract } from '#shared/contract/core-contract.ts'
import { describeAuthProblem, formatPhone, formatWait } from './auth-problem.ts'

const i18n = createInstance()
void i18n.init({ lng: 'en', resources: words, ns: Object.keys(words.en), initAsync: false })
const t = i18n.getFixedT('en', 'sign-in')
const describeCode = (code: string, details?: Record<string, number>): string =>
  describeAuthProblem(t, { code, message: 'SOME_ERROR', ...(details === undefined ? {} : { details }) })

const signInMethods = [
  'auth.setApiCredentials',
  'auth.setPhone',
  'auth.submitCode',
  'auth.resendCode',
  'auth.submitPassword',
  'auth.requestQr',
  'auth.restart',
  'workspace.switch',
] as const

describe('describeAuthProblem', () => {
  const codes = [...new Set(signInMethods.flatMap((name) => coreContract[name].errors as readonly string[]))]

  it.each(codes)('has words for %s', (code) => {
    expect(describeCode(code)).not.toBe(describeCode('internal'))
    expect(describeCode(code)).not.toMatch(/problem\./u)
  })

  it('says how long to wait and what Telegram said', () => {
    expect(describeCode('flood_wait', { seconds: 95 })).toContain('1:35')
    expect(describeCode('rejected')).toContain('SOME_ERROR')
  })
})

describe('formatPhone', () => {
  it.each([
    ['79000000001', '+79000000001'],
    ['+7 900 000', '+7\u00A0900\u00A0000'],
    ['', ''],
  ])('writes %j as %j', (phone, expected) => {
    expect(formatPhone(phone)).toBe(expected)
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
