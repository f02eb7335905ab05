import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText } from './cut-text.ts'

test('a text is cut between characters, and no shorter than that needs', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'ё', '🙂', '\u0301')).map((all) => all.join('')),
      fc.nat(20),
      (text, length) => {
        const cut = cutText(text, length)
        expect(text.startsWith(cut)).toBe(true)
        expect(cut.isWellFormed()).toBe(true)
        expect(cut.length).toBeLessThanOrEqual(length)
        expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, length) - 1)
      },
    ),
  )
})
