import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import { cutLogBlock } from '#shared/domain/team-log/readable-part.ts'
import { readLogBlock } from '#shared/domain/team-log/read-log-message.ts'

/** How a message of the team's log is shown. */
export type LogEntry =
  | { readonly kind: 'entry'; readonly readable: FormattedText; readonly json: string }
  /** A further part of an entry that spans several messages; its text is not shown. */
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

/** Indents JSON; other text is returned unchanged. */
function layOut(block: string): string {
  try {
    return JSON.stringify(JSON.parse(block), undefined, 2)
  } catch {
    return block
  }
}
