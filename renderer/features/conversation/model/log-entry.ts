import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import { cutLogBlock } from '#shared/domain/team-log/readable-part.ts'
import { readLogBlock } from '#shared/domain/team-log/read-log-message.ts'

/** How a message of the team's log is shown. */
export type LogEntry =
  | { readonly kind: 'entry'; readonly readable: FormattedText; readonly json: string }
  /** One of several messages that carry an entry; its words are of no use to people. */
  | { readonly kind: 'part'; readonly part: number; readonly parts: number; readonly json: string }
  | { readonly kind: 'presence'; readonly json: string }

/** Undefined: it is an ordinary text. */
export function readLogEntry(text: FormattedText): LogEntry | undefined {
  const cut = cutLogBlock(text)
  if (cut === undefined) return undefined
  const content = readLogBlock(cut.block, false)
  const json = layOut(cut.block)
  switch (content.kind) {
    case 'presence':
      return { kind: 'presence', json }
    case 'part':
      return { kind: 'part', part: content.part, parts: content.parts, json }
    case 'event':
    case 'newer':
    case 'unreadable':
      return { kind: 'entry', readable: cut.readable, json }
  }
}

/** JSON over several lines; what is none stays as it is. */
function layOut(block: string): string {
  try {
    return JSON.stringify(JSON.parse(block), undefined, 2)
  } catch {
    return block
  }
}
