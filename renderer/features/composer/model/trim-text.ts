import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'

/** Removes the whitespace around a message, as Telegram does, and moves its ranges. */
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
