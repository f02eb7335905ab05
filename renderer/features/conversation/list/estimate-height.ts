import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { RowNotes } from '../../notes/index.ts'
import { cutTeamLogBlock } from '#shared/domain/team-log/readable-part.ts'
import { assertNever } from '#shared/lib/assert-never.ts'

const lineHeight = 17.6
const charactersPerLine = 74
const rowPadding = 5
const headerHeight = 17
const noteMargin = 12

/** Height of a row that was never drawn, px; close enough that the scroll bar does not jump. */
export function estimateHeight(message: MessageView | undefined, notes?: RowNotes): number {
  const ofNotes = [...(notes?.above ?? []), ...(notes?.below ?? [])].reduce(
    (sum, { text }) => sum + noteMargin + countLines(text) * lineHeight,
    0,
  )
  return estimateMessage(message) + ofNotes
}

function estimateMessage(message: MessageView | undefined): number {
  if (message === undefined) return 40
  const { content } = message
  const extra = (message.replyTo === undefined ? 0 : 19) + (message.forwardedFrom === undefined ? 0 : 16)
  switch (content.kind) {
    case 'text':
      return rowPadding + headerHeight + extra + countLines(readableText(content.text)) * lineHeight
    case 'media':
      return rowPadding + headerHeight + extra + (1 + countLines(content.caption?.text ?? '')) * lineHeight
    case 'service':
      return 23
    case 'unsupported':
      return rowPadding + headerHeight + extra + lineHeight
    default:
      return assertNever(content)
  }
}

function readableText(text: FormattedText): string {
  return cutTeamLogBlock(text)?.readable.text ?? text.text
}

function countLines(text: string): number {
  if (text === '') return 0
  let lines = 0
  for (const line of text.split('\n')) lines += Math.max(Math.ceil(line.length / charactersPerLine), 1)
  return lines
}
