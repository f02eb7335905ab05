import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMarkup } from './markup.ts'

test.each([
  ['plain', 'plain', []],
  [
    '**bold** and __it__',
    'bold and it',
    [
      { kind: 'bold', offset: 0, length: 4 },
      { kind: 'italic', offset: 9, length: 2 },
    ],
  ],
  ['run `a **b**` now', 'run a **b** now', [{ kind: 'code', offset: 4, length: 7 }]],
  [
    '**a __b__**',
    'a b',
    [
      { kind: 'bold', offset: 0, length: 3 },
      { kind: 'italic', offset: 2, length: 1 },
    ],
  ],
  [
    '||s|| ~~t~~',
    's t',
    [
      { kind: 'spoiler', offset: 0, length: 1 },
      { kind: 'strike', offset: 2, length: 1 },
    ],
  ],
  [
    '[here](https://a.example/x)',
    'here',
    [{ kind: 'textUrl', offset: 0, length: 4, url: 'https://a.example/x' }],
  ],
  ['[Ivan](person:duty)!', 'Ivan!', [{ kind: 'mentionName', offset: 0, length: 4, userId: 7 }]],
  ['[Ivan](person:nobody)', 'Ivan', []],
  ['see https://a.example/x.', 'see https://a.example/x.', [{ kind: 'url', offset: 4, length: 19 }]],
  [
    '@some_bot #Тег #12 a@b.example',
    '@some_bot #Тег #12 a@b.example',
    [
      { kind: 'mention', offset: 0, length: 9 },
      { kind: 'hashtag', offset: 10, length: 4 },
      { kind: 'email', offset: 19, length: 11 },
    ],
  ],
  [
    'x:\n```sql\nSELECT *\nFROM a;\n```\ny',
    'x:\nSELECT *\nFROM a;\ny',
    [{ kind: 'pre', offset: 3, length: 16, language: 'sql' }],
  ],
  ['> a\n> b\nc', 'a\nb\nc', [{ kind: 'blockquote', offset: 0, length: 3 }]],
  ['👍 **ok**', '👍 ok', [{ kind: 'bold', offset: 3, length: 2 }]],
])('%j', (source, text, entities) => {
  expect(parseMarkup(source, (key) => (key === 'duty' ? 7 : undefined))).toEqual({ text, entities })
})

test('entities never leave the text, whatever is written', () => {
  const pieces = fc.constantFrom(
    '**',
    '__',
    '||',
    '~~',
    '`',
    '```',
    '\n',
    '> ',
    '[',
    '](',
    ')',
    'a',
    'я ',
    '👍',
    'https://a.b',
    '@abcd',
    '#x',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const { text, entities } = parseMarkup(parts.join(''), () => 1)
      for (const { offset, length } of entities) {
        expect(offset).toBeGreaterThanOrEqual(0)
        expect(length).toBeGreaterThan(0)
        expect(offset + length).toBeLessThanOrEqual(text.length)
      }
    }),
  )
})
