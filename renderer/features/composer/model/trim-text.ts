import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'

/** Telegram takes the blanks around a message away; ranges follow. */
export function trimText({ text, entities }: FormattedText): FormattedText {
  const start = text.length - text.trimStart().length
  const trimmed = text.trim()
  return {
    text: trimmed,
    entities: entities.flatMap((entity) => {
      const from = Math.max(entity.offset - start, 0)
      const to = Math.min(entity.offset + entity.length - start, trimmed.length)
      return to > from ? [{ ...entity, offset: from, length: to - from }] : []
    }),
  }
}
