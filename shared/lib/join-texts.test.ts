import fc from 'fast-check'
import { expect, it } from 'vitest'
import { joinTexts } from './join-texts.ts'

it('loses nothing, and changes nothing when it is done again', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (first, second) => {
      const joined = joinTexts(first, second)
      expect(joined).toContain(first)
      expect(joined).toContain(second)
      expect(joinTexts(first, joined)).toBe(joined)
    }),
  )
  expect(joinTexts('old', 'new')).toBe('old\nnew')
  expect(joinTexts('same', 'same')).toBe('same')
})
