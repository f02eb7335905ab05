import type { FormattedText } from '../../contract/entities/formatted-text.ts'
import { blockLanguage } from './log-limits.ts'

/** A message of the log, cut into the part for people and the part for consoles. */
export interface CutTeamLogMessage {
  readonly readable: FormattedText
  readonly block: string
}

/** Undefined: the text is no message of the log. The block and the blanks before it are cut off. */
export function cutTeamLogBlock({ text, entities }: FormattedText): CutTeamLogMessage | undefined {
  const found = entities.find((one) => one.kind === 'pre' && one.language === blockLanguage)
  if (found === undefined) return undefined
  const head = text.slice(0, Math.max(found.offset, 0)).trimEnd()
  return {
    readable: {
      text: head,
      entities: entities.flatMap((entity) => {
        const length = Math.min(entity.length, head.length - entity.offset)
        return length > 0 && entity !== found ? [{ ...entity, length }] : []
      }),
    },
    block: text.slice(found.offset, found.offset + found.length),
  }
}
