import { describe, expect, it } from 'vitest'
import { formatPhone } from './format-phone.ts'

describe('formatPhone', () => {
  it.each([
    ['79000000001', '+79000000001'],
    ['+7 900 000', '+7\u00A0900\u00A0000'],
    ['', ''],
  ])('writes %j as %j', (phone, expected) => {
    expect(formatPhone(phone)).toBe(expected)
  })
})
