import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawsNothing, removeDirectionMarks } from './visible-text.ts'

const unseen = [
  ' ',
  '\n',
  '\t',
  '\u00A0',
  '\u00AD',
  '\u034F',
  '\u061C',
  '\u115F',
  '\u1160',
  '\u17B4',
  '\u180E',
  '\u2003',
  '\u200B',
  '\u200D',
  '\u200F',
  '\u2028',
  '\u202E',
  '\u2060',
  '\u2066',
  '\u2800',
  '\u3000',
  '\u3164',
  '\uFE0F',
  '\uFEFF',
  '\uFFA0',
  '\u{1D159}',
  '\u{E0041}',
  '\u0000',
] as const

describe('drawsNothing', () => {
  it('is true for whatever is made of unseen characters', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...unseen)), (parts) => drawsNothing(parts.join(''))))
  })

  it('is false as soon as one character is seen', () => {
    const seen = fc.constantFrom('a', 'ж', '0', '.', '-', '👍', '👩‍💻', '🇩🇪', '#️⃣', '中', 'ع', '\uD800')
    const around = fc.array(fc.constantFrom(...unseen)).map((parts) => parts.join(''))
    fc.assert(fc.property(around, seen, around, (before, one, after) => !drawsNothing(before + one + after)))
  })
})

describe('removeDirectionMarks', () => {
  it('leaves nothing that turns the text around it', () => {
    expect(removeDirectionMarks('\u202Egnp.\u2066exe\u2069 \u200Eمرحبا\u200F\u061C')).toBe('gnp.exe مرحبا')
  })

  it('keeps what letters and emoji are joined with', () => {
    expect(removeDirectionMarks('👩‍💻 می‌خواهم')).toBe('👩‍💻 می‌خواهم')
  })
})
