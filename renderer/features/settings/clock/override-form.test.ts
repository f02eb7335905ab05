import { describe, expect, it } from 'vitest'
import { emptyOverrideForm, isEmptyOverride, isSameOverride, writeOverrideForm } from './override-form.ts'

const calendar = { kind: 'always' } as const

describe('the form of one chat’s clock', () => {
  it('is empty for a chat with nothing of its own', () => {
    expect(writeOverrideForm({})).toEqual(emptyOverrideForm)
  })

  it.each([
    ['a red mark', { redAfterMin: 5 }],
    ['a breach mark', { breachAfterMin: 60 }],
    ['hours', { calendar }],
  ])('is not empty with %s', (_case, override) => {
    const form = writeOverrideForm(override)
    expect(isEmptyOverride(form)).toBe(false)
    expect(isSameOverride(form, emptyOverrideForm)).toBe(false)
    expect(isSameOverride(form, writeOverrideForm(override))).toBe(true)
  })

  it('is empty when only blanks are in it, though it was changed', () => {
    const form = { marks: { red: ' ', breach: '' }, calendar: undefined }
    expect(isEmptyOverride(form)).toBe(true)
    expect(isSameOverride(form, emptyOverrideForm)).toBe(false)
  })
})
