import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNoteText, readNoteText } from './note-text.ts'

/** Characters that stand before the first one that is seen. */
const unseenCodes = [
  0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0x85, 0xa0, 0xad, 0x300, 0x338, 0x34f, 0x61c, 0x115f, 0x1160, 0x1680,
  0x180e, 0x2000, 0x2007, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x202f,
  0x205f, 0x2060, 0x2066, 0x2069, 0x2800, 0x3000, 0x3164, 0xd800, 0xdfff, 0xfe0f, 0xfeff, 0xffa0, 0xe0001,
  0xe0020, 0xe007f, 0xe0100,
]
const unseen = fc
  .array(
    fc
      .oneof(
        fc.constantFrom(...unseenCodes),
        fc.integer({ min: 0, max: 0x20 }),
        fc.integer({ min: 0x7f, max: 0xa0 }),
        fc.integer({ min: 0x300, max: 0x36f }),
        fc.integer({ min: 0x2000, max: 0x200f }),
        fc.integer({ min: 0x2028, max: 0x202f }),
        fc.integer({ min: 0x205f, max: 0x206f }),
        fc.integer({ min: 0xfe00, max: 0xfe0f }),
        fc.integer({ min: 0xe0000, max: 0xe0fff }),
      )
      .map((code) => String.fromCodePoint(code)),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
const mark = fc.constantFrom('!', '\uFF01')

describe('isNoteText', () => {
  it('sees the mark behind whatever nobody sees', () => {
    fc.assert(
      fc.property(unseen, mark, fc.string({ unit: 'grapheme' }), (before, sign, after) => {
        expect(isNoteText(before + sign + after)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('takes no text that begins with anything one sees', () => {
    const seen = fc.constantFrom('a', 'Я', '1', '?', '¡', '‼️', '❗', '👍', '"', '>', '/', '.', '中', 'ǃ')
    fc.assert(
      fc.property(unseen, seen, fc.string(), (before, sign, after) => {
        expect(isNoteText(before + sign + after)).toBe(false)
      }),
    )
  })

  it('is told by the text that Telegram would show: trimming and normalising change nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(isNoteText(text.trim())).toBe(isNoteText(text))
        if (text.normalize('NFKC').trimStart().startsWith('!') && !/^\s*[\u203C\u2049]/u.test(text)) {
          expect(isNoteText(text)).toBe(true)
        }
      }),
      { numRuns: 500, examples: [['\uFE57x'], ['\uFE15x']] },
    )
  })

  it.each(['', ' ', '\u200B', 'a!', 'Hello!', '\n\n'])('%j is no note', (text) => {
    expect(isNoteText(text)).toBe(false)
  })
})

describe('readNoteText', () => {
  it.each([
    ['! ask Anna', 'ask Anna'],
    ['!ask Anna \n', 'ask Anna'],
    [' \u200B！\u00A0спросить', 'спросить'],
    ['!', ''],
    ['!!', '!'],
    ['!\u0338x', 'x'],
    ['ask', undefined],
  ])('%j says %j', (text, said) => {
    expect(readNoteText(text)).toBe(said)
  })

  it('gives back what was written behind the mark', () => {
    fc.assert(
      fc.property(unseen, mark, fc.string({ minLength: 1 }), (before, sign, words) => {
        const text = `x${words}`
        expect(readNoteText(`${before}${sign} ${text}`)).toBe(text.trim())
      }),
    )
  })
})
