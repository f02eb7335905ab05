import * as v from 'valibot'
import { UserId } from './ids.ts'

const range = { offset: v.number(), length: v.number() }

/** One styled range; offset and length count UTF-16 code units, as in TDLib and in JavaScript strings. */
export const TextEntity = v.variant('kind', [
  v.object({
    kind: v.picklist([
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
    ]),
    ...range,
  }),
  v.object({ kind: v.literal('pre'), language: v.optional(v.string()), ...range }),
  v.object({ kind: v.literal('text_url'), url: v.string(), ...range }),
  v.object({ kind: v.literal('mention_name'), userId: UserId, ...range }),
])
export type TextEntity = v.InferOutput<typeof TextEntity>

export const FormattedText = v.object({ text: v.string(), entities: v.array(TextEntity) })
export type FormattedText = v.InferOutput<typeof FormattedText>
