import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FormattedText, TextEntity } from '#shared/contract/entities/formatted-text.ts'
import { findChange, moveRanges } from './carried-range.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { writeMarkdown } from './write-markdown.ts'

const wholeText = (text: string): FormattedText => ({ text, entities: [] })

describe('parseMarkdown', () => {
  it.each<[string, string, TextEntity[]]>([
    ['a **b** c', 'a b c', [{ kind: 'bold', offset: 2, length: 1 }]],
    ['__b__', 'b', [{ kind: 'italic', offset: 0, length: 1 }]],
    [
      '~~b~~, ||c||',
      'b, c',
      [
        { kind: 'strikethrough', offset: 0, length: 1 },
        { kind: 'spoiler', offset: 3, length: 1 },
      ],
    ],
    ['^^b^^', 'b', [{ kind: 'underline', offset: 0, length: 1 }]],
    [
      '**a __b__**',
      'a b',
      [
        { kind: 'bold', offset: 0, length: 3 },
        { kind: 'italic', offset: 2, length: 1 },
      ],
    ],
    ['run `rm -rf **x**` now', 'run rm -rf **x** now', [{ kind: 'code', offset: 4, length: 12 }]],
    ['```sh\nls -l\n```', 'ls -l', [{ kind: 'pre', language: 'sh', offset: 0, length: 5 }]],
    ['```ls```', 'ls', [{ kind: 'pre', offset: 0, length: 2 }]],
    [
      'see [the board](https://a.example/x_(1)) now',
      'see the board now',
      [{ kind: 'text_url', url: 'https://a.example/x_(1)', offset: 4, length: 9 }],
    ],
    ['[docs](a.example)', 'docs', [{ kind: 'text_url', url: 'https://a.example', offset: 0, length: 4 }]],
    [
      '[Anna](tg://user?id=42)',
      'Anna',
      [{ kind: 'mention_name', userId: 42 as never, offset: 0, length: 4 }],
    ],
    ['😀 **😀**', '😀 😀', [{ kind: 'bold', offset: 3, length: 2 }]],
  ])('reads %j', (source, text, entities) => {
    expect(parseMarkdown(source)).toEqual({ text, entities })
  })

  it.each([
    'make || exit 1 || true',
    'cmd1||cmd2||cmd3',
    'git log -- path --oneline',
    'f(**kwargs)',
    'x ** y ** z',
    '2**3**4',
    '2**3** apples',
    'make||true|| echo',
    'a ~~ b',
    '** not bold **',
    'one ` only',
    '`` two ``',
    '"quotes" — and -- dashes...',
    'array[0](x)',
    '[text](javascript:alert(1))',
    '[](https://a.example)',
    '```\n```',
    '****',
    '____',
    '**unpaired',
    'a\tb  c\n\n  d',
  ])('leaves %j alone', (source) => {
    expect(parseMarkdown(source)).toEqual(wholeText(source))
  })

  it('leaves what was pasted alone, wherever it is', () => {
    const pasted = 'if __name__ == "__main__": print(`x`, **y**)'
    const source = `**look**: ${pasted}`
    expect(parseMarkdown(source, [{ start: 10, end: source.length }])).toEqual({
      text: `look: ${pasted}`,
      entities: [{ kind: 'bold', offset: 0, length: 4 }],
    })
  })

  it('never throws, never invents a character and never cuts one', () => {
    const anySource = fc.string({
      unit: fc.constantFrom(
        '*',
        '**',
        '_',
        '__',
        '`',
        '```',
        '||',
        '~~',
        '[',
        ']',
        '(',
        ')',
        'a.example',
        'a',
        ' ',
        '\n',
        '😀',
      ),
      maxLength: 30,
    })
    fc.assert(
      fc.property(anySource, (source) => {
        const { text, entities } = parseMarkdown(source)
        expect(isSubsequence(text, source)).toBe(true)
        expect(text.isWellFormed()).toBe(true)
        for (const { offset, length } of entities) {
          expect(text.slice(offset, offset + length).isWellFormed()).toBe(true)
          expect(length).toBeGreaterThan(0)
          expect(offset + length).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('changes nothing inside code', () => {
    const anyCode = fc
      .string({
        unit: fc.constantFrom('*', '_', '|', '~', '[', ']', '(', ')', 'x', '-', '"', ' '),
        minLength: 1,
      })
      .filter((code) => code.trim() !== '')
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(parseMarkdown(`\`${code}\``)).toEqual({
          text: code,
          entities: [{ kind: 'code', offset: 0, length: code.length }],
        })
      }),
    )
  })
})

describe('writeMarkdown', () => {
  it('shows marks for what has them', () => {
    expect(writeMarkdown({ text: 'a b c', entities: [{ kind: 'bold', offset: 2, length: 1 }] }).text).toBe(
      'a **b** c',
    )
  })

  it('gives the message back when nothing is changed, marks in its text included', () => {
    const anyText = fc.string({
      unit: fc.constantFrom('a', ' ', '**', '__', '`', '||', '[x](a.example)', '\n', '😀'),
      minLength: 1,
      maxLength: 12,
    })
    const anyEntity = fc.record({
      kind: fc.constantFrom(
        'bold',
        'italic',
        'underline',
        'strikethrough',
        'spoiler',
        'code',
        'pre',
        'text_url',
        'blockquote',
        'mention_name',
      ),
      from: fc.nat(11),
      count: fc.integer({ min: 1, max: 6 }),
    })
    fc.assert(
      fc.property(anyText, fc.array(anyEntity, { maxLength: 4 }), (text, shapes) => {
        const entities = shapes.map(({ kind, from, count }) => ({
          kind,
          offset: Math.min(from, text.length - 1),
          length: Math.min(count, text.length - Math.min(from, text.length - 1)),
          ...(kind === 'text_url' ? { url: 'https://a.example/' } : {}),
          ...(kind === 'mention_name' ? { userId: 7 } : {}),
        }))
        const message = { text, entities } as FormattedText
        const written = writeMarkdown(message)
        const parsed = parseMarkdown(written.text, written.carried)
        const sorted = (list: readonly TextEntity[]): string[] =>
          list.map((entity) => `${entity.kind}:${entity.offset}:${entity.length}`).sort()
        expect(parsed.text).toBe(text)
        expect(sorted(parsed.entities)).toEqual(sorted(entities as TextEntity[]))
      }),
      { numRuns: 500 },
    )
  })
})

describe('carried ranges', () => {
  it('follow the text that they cover through any edit outside of them', () => {
    const anyPiece = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 })
    fc.assert(
      fc.property(anyPiece, anyPiece, anyPiece, fc.boolean(), (before, after, inserted, isBefore) => {
        const pasted = '<pasted>'
        const old = before + pasted + after
        const next = isBefore ? inserted + before + pasted + after : before + pasted + after + inserted
        const caret = isBefore ? inserted.length : next.length
        const range = { start: before.length, end: before.length + pasted.length }
        const [moved] = moveRanges([range], findChange(old, next, caret))
        expect(next.slice(moved?.start, moved?.end)).toBe(pasted)
      }),
    )
  })

  it('say exactly how one text became the other', () => {
    const anyPiece = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 })
    fc.assert(
      fc.property(anyPiece, anyPiece, fc.nat(10), (before, after, caret) => {
        const change = findChange(before, after, caret)
        const inserted = after.slice(change.start, change.start + change.insertedLength)
        expect(before.slice(0, change.start) + inserted + before.slice(change.end)).toBe(after)
      }),
    )
  })

  it('are split by what is typed into them, and dropped when deleted', () => {
    expect(moveRanges([{ start: 0, end: 10 }], { start: 4, end: 4, insertedLength: 2 })).toEqual([
      { start: 0, end: 4 },
      { start: 6, end: 12 },
    ])
    expect(moveRanges([{ start: 2, end: 4 }], { start: 1, end: 6, insertedLength: 0 })).toEqual([])
  })
})

function isSubsequence(part: string, whole: string): boolean {
  let index = 0
  for (const character of whole) if (part.startsWith(character, index)) index += character.length
  return index === part.length
}
