import type { FormattedText, TextEntity } from '#shared/contract/entities/formatted-text.ts'
import type { CarriedRange } from './carried-range.ts'
import { codeMark, pairedMarks, preMark } from './marks.ts'
import { parseMarkdown } from './parse-markdown.ts'

export interface ComposerText {
  readonly text: string
  readonly carried: readonly CarriedRange[]
}

/** Telegram finds these by itself whenever a text is sent. */
const detectedKinds: ReadonlySet<TextEntity['kind']> = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone',
  'bank_card',
])

/**
 * A message as text to edit: styles become marks, everything else is carried, so that parsing it gives the message back.
 * A combination that marks cannot say is carried as a whole instead.
 */
export function writeMarkdown(message: FormattedText): ComposerText {
  const entities = message.entities.filter((entity) => !detectedKinds.has(entity.kind))
  const marked = writeMarks(message.text, entities)
  if (isSame(parseMarkdown(marked.text, marked.carried), { text: message.text, entities })) return marked
  const end = message.text.length
  return {
    text: message.text,
    carried: [
      { start: 0, end },
      ...entities.map((entity) => ({
        start: entity.offset,
        end: entity.offset + entity.length,
        entity,
      })),
    ],
  }
}

function writeMarks(source: string, entities: readonly TextEntity[]): ComposerText {
  const opening = new Map<number, string>()
  const closing = new Map<number, string>()
  const unmarked: TextEntity[] = []
  for (const entity of entities) {
    const marks = findMarks(entity)
    if (marks === undefined) {
      unmarked.push(entity)
      continue
    }
    const end = entity.offset + entity.length
    opening.set(entity.offset, (opening.get(entity.offset) ?? '') + marks.open)
    closing.set(end, marks.close + (closing.get(end) ?? ''))
  }
  const positions = [...new Set([0, ...opening.keys(), ...closing.keys(), source.length])].sort(
    (a, b) => a - b,
  )
  const starts = new Map<number, number>()
  const ends = new Map<number, number>()
  const carried: CarriedRange[] = []
  let text = ''
  for (const [index, position] of positions.entries()) {
    text += closing.get(position) ?? ''
    text += opening.get(position) ?? ''
    const piece = source.slice(position, positions[index + 1] ?? source.length)
    for (let offset = 0; offset < piece.length; offset += 1) {
      starts.set(position + offset, text.length + offset)
      ends.set(position + offset + 1, text.length + offset + 1)
    }
    if (piece !== '') carried.push({ start: text.length, end: text.length + piece.length })
    text += piece
  }
  for (const entity of unmarked) {
    const start = starts.get(entity.offset)
    const end = ends.get(entity.offset + entity.length)
    if (start !== undefined && end !== undefined) carried.push({ start, end, entity })
  }
  return { text, carried }
}

function findMarks(entity: TextEntity): { readonly open: string; readonly close: string } | undefined {
  const paired = pairedMarks.find(({ kind }) => kind === entity.kind)
  if (paired !== undefined) return { open: paired.mark, close: paired.mark }
  switch (entity.kind) {
    case 'code':
      return { open: codeMark, close: codeMark }
    case 'pre':
      return { open: `${preMark}${entity.language ?? ''}\n`, close: `\n${preMark}` }
    case 'text_url':
      return { open: '[', close: `](${entity.url})` }
    default:
      return undefined
  }
}

function isSame(a: FormattedText, b: FormattedText): boolean {
  return a.text === b.text && describeEntities(a.entities) === describeEntities(b.entities)
}

function describeEntities(entities: readonly TextEntity[]): string {
  return entities
    .map((entity) => JSON.stringify(Object.entries(entity).sort(([a], [b]) => (a < b ? -1 : 1))))
    .sort()
    .join('\n')
}
