import fc from 'fast-check'
import type * as Td from 'tdlib-types'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { FormattedText, type TextEntity } from '#shared/contract/entities/formatted-text.ts'
import type { UserId } from '#shared/contract/entities/ids.ts'
import { listUnion, makeTdValue } from '../../../test/support/td-values.ts'
import { mapText, unmapText } from './map-text.ts'

/** Entities that are shown as plain text here: custom emoji, timestamps of media, and times. */
const plain = new Set(['textEntityTypeCustomEmoji', 'textEntityTypeMediaTimestamp', 'textEntityTypeDateTime'])

test.each(listUnion('TextEntityType'))('%s has a look, or is plain on purpose', (name) => {
  const type = makeTdValue(name) as Td.TextEntityType
  const text = mapText({
    _: 'formattedText',
    text: 'word',
    entities: [{ _: 'textEntity', offset: 0, length: 4, type }],
  })
  expect(v.parse(FormattedText, text)).toEqual(text)
  expect(text.entities).toHaveLength(plain.has(name) ? 0 : 1)
})

const range = { offset: fc.nat({ max: 4000 }), length: fc.integer({ min: 1, max: 4000 }) }
const kinds = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'blockquote',
  'expandable_blockquote',
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone',
  'bank_card',
] as const
const anyEntity: fc.Arbitrary<TextEntity> = fc.oneof(
  fc.record({ kind: fc.constantFrom(...kinds), ...range }),
  fc.record({ kind: fc.constant('pre' as const), language: fc.string({ minLength: 1 }), ...range }),
  fc.record({ kind: fc.constant('pre' as const), ...range }),
  fc.record({ kind: fc.constant('text_url' as const), url: fc.webUrl(), ...range }),
  fc.record({
    kind: fc.constant('mention_name' as const),
    userId: fc.nat().map((id) => id as UserId),
    ...range,
  }),
)

test('a text that is mapped to TDLib and back is the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(anyEntity), (text, entities) => {
      expect(mapText(unmapText({ text, entities }) as Td.formattedText)).toEqual({ text, entities })
    }),
  )
})
