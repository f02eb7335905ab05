import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutText, makeInitials, makeOneLine } from './one-line.ts'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const graphemesOf = (text: string): readonly string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment)

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom('👩‍👩‍👧‍👦', '🇩🇪', 'ё', 'e\u0301\u0323', '\u200b', ' ', '\n', '\t', 'слово', '\u202eabc'),
      { maxLength: 300 },
    )
    .map((parts) => parts.join('')),
)

describe('one line', () => {
  test.each([
    ['a\nb', 'a b'],
    ['  a \t\r\n  b  ', 'a b'],
    ['a\u2028b\u2029c\u0085d', 'a b c d'],
    ['', ''],
    [' \n ', ''],
    ['x'.repeat(200), 'x'.repeat(200)],
    ['x'.repeat(201), `${'x'.repeat(199)}…`],
    [`${'x'.repeat(198)}👩‍👩‍👧‍👦`, `${'x'.repeat(198)}…`],
    [`a${' '.repeat(2000)}b`, 'a…'],
  ])('%j is %j', (text, line) => {
    expect(makeOneLine(text)).toBe(line)
  })

  test('is short, has no line breaks, and is made of whole characters of the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = makeOneLine(text)
        expect(line.length).toBeLessThanOrEqual(200)
        expect(line).not.toMatch(/[\n\r\u0085\u2028\u2029]/u)
        expect(line.isWellFormed()).toBe(text.isWellFormed() || line.isWellFormed())
        if (text.trim() !== '') expect(line).not.toBe('')
      }),
    )
  })

  test('a cut text begins with the characters of the whole one', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 300 }), (text, limit) => {
        const cut = cutText(text, limit)
        expect(cut.length).toBeLessThanOrEqual(limit)
        if (cut === text) return
        expect(cut.endsWith('…')).toBe(true)
        const kept = cut.slice(0, -1)
        let prefix = ''
        const starts = new Set([''])
        for (const grapheme of graphemesOf(text)) starts.add((prefix += grapheme).trimEnd())
        expect(starts.has(kept)).toBe(true)
      }),
    )
  })
})

describe('initials', () => {
  test.each([
    ['Ivan Kuznetsov', 'IK'],
    ['Support of Oleg', 'SO'],
    ['Acme – отдел продаж', 'AП'],
    ['oleg', 'O'],
    ['  ', ''],
    ['', ''],
    ['🚀 Rocket Team', 'RT'],
    ['🚀', '🚀'],
    ['1С Поддержка', '1П'],
    ['ООО «Ромашка»', 'О'],
    ['Жан-Поль', 'ЖП'],
  ])('%j has %j', (name, initials) => {
    expect(makeInitials(name)).toBe(initials)
  })

  test.each([
    ['ﬃce', 'F'],
    ['ßtein Óscar', 'SÓ'],
  ])('of %j are %j, though a letter becomes several as a capital', (name, initials) => {
    expect(makeInitials(name)).toBe(initials)
  })

  test('are at most two characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(graphemesOf(makeInitials(name)).length).toBeLessThanOrEqual(2)
      }),
    )
  })
})
