import { describe, expect, it } from 'vitest'
import { readPatterns } from './read-patterns.ts'

describe('readPatterns', () => {
  it('takes one a line, without the space around it', () => {
    expect(readPatterns(' support*acme \n\nRomashka', ['other'])).toEqual({
      added: ['support*acme', 'Romashka'],
      rest: '',
    })
  })

  it.each([
    ['SUPPORT', ['support'], 'patternKnown'],
    ['x'.repeat(101), [], 'patternLong'],
    ['new', Array.from({ length: 100 }, (_, index) => `p${index}`), 'patternMany'],
  ] as const)('leaves %j in the field', (text, known, problem) => {
    expect(readPatterns(text, known)).toEqual({ added: [], rest: text, problem })
  })
})
