import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../contract/entities/session.ts'
import { classifyMessage, classifyWait, isQuiet } from './notification-rules.ts'

const settings = defaultSettings.notifications
const message = { isOutgoing: false, isService: false, isMention: false, ageMs: 500 }
const customer = { class: 'customer', isMuted: false } as const
const other = { class: 'other', isMuted: false } as const

describe('classifyMessage', () => {
  it.each([
    ['a message', message, customer, settings, 'message'],
    ['a mention', { ...message, isMention: true }, customer, settings, 'mention'],
    ['my own', { ...message, isOutgoing: true }, customer, settings, undefined],
    ['somebody joined', { ...message, isService: true }, customer, settings, undefined],
    ['a muted chat', message, { ...customer, isMuted: true }, settings, undefined],
    ['one of an hour ago', { ...message, ageMs: 3_600_000 }, customer, settings, undefined],
    ['all off', message, customer, { ...settings, isOn: false }, undefined],
    ['none', { ...message, isMention: true }, customer, { ...settings, messages: 'none' }, undefined],
    ['mentions alone', message, customer, { ...settings, messages: 'mentions' }, undefined],
    [
      'mentions alone, mentioned',
      { ...message, isMention: true },
      other,
      { ...settings, messages: 'mentions' },
      'mention',
    ],
    ['customers alone, other chat', message, other, { ...settings, messages: 'customers' }, undefined],
    ['customers alone, customer', message, customer, { ...settings, messages: 'customers' }, 'message'],
  ] as const)('%s', (_name, one, chat, chosen, expected) => {
    expect(classifyMessage(one, chat, chosen)).toBe(expected)
  })
})

describe('classifyWait', () => {
  const nowMs = 1_000_000_000
  const passed = (status: 'waiting' | 'red' | 'breach', agoMs: number) => ({
    status,
    redAtMs: nowMs - agoMs,
    breachAtMs: nowMs - agoMs,
  })

  it.each([
    [undefined, 'waiting', 0, undefined],
    ['waiting', 'red', 0, 'red'],
    ['waiting', 'red', 3_600_000, 'red'],
    [undefined, 'red', 1_000, 'red'],
    [undefined, 'red', 3_600_000, undefined],
    ['red', 'red', 0, undefined],
    ['red', 'breach', 0, 'breach'],
    ['waiting', 'breach', 0, 'breach'],
    [undefined, 'breach', 3_600_000, undefined],
    ['breach', 'red', 0, undefined],
  ] as const)('%s → %s, %i ms after the mark: %s', (before, after, agoMs, expected) => {
    expect(classifyWait(before, passed(after, agoMs), customer, settings, nowMs)).toBe(expected)
  })

  it('keeps quiet about muted chats and when it is switched off', () => {
    const red = passed('red', 0)
    expect(classifyWait('waiting', red, { isMuted: true }, settings, nowMs)).toBeUndefined()
    expect(classifyWait('waiting', red, customer, { ...settings, isRedTold: false }, nowMs)).toBeUndefined()
    expect(classifyWait('waiting', red, customer, { ...settings, isOn: false }, nowMs)).toBeUndefined()
  })
})

describe('isQuiet', () => {
  it('goes over midnight', () => {
    const night = { from: 22 * 60, to: 8 * 60 }
    expect([21 * 60 + 59, 22 * 60, 0, 8 * 60 - 1, 8 * 60].map((minute) => isQuiet(night, minute))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
  })

  it('covers each minute of the day in exactly one of two hours that complete each other', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(minute, minute, minute, (from, to, at) => {
        fc.pre(from !== to)
        expect(isQuiet({ from, to }, at)).toBe(!isQuiet({ from: to, to: from }, at))
      }),
    )
  })

  it('is never without hours', () => {
    expect(isQuiet(undefined, 0)).toBe(false)
    expect(isQuiet({ from: 60, to: 60 }, 60)).toBe(false)
  })
})
