import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import { cutTeamLogBlock } from '#shared/domain/team-log/readable-part.ts'
import { readTeamLogBlock } from '#shared/domain/team-log/read-log-message.ts'

/** How a message of the team's log is shown. */
export type TeamLogEntry =
  | { readonly kind: 'entry'; readonly readable: FormattedText; readonly json: string }
  /** A further part of an entry that spans several messages; its text is not shown. */
  | { readonly kind: 'part'; readonly part: number; readonly parts: number; readonly json: string }
  | { readonly kind: 'presence'; readonly json: string }

/** Undefined: it is an ordinary text. */
export function readTeamLogEntry(text: FormattedText): TeamLogEntry | undefined {
  const cut = cutTeamLogBlock(text)
  if (cut === undefined) return undefined
  const content = readTeamLogBlock(cut.block, false)
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
