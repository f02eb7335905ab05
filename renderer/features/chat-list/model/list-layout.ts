import type { Section } from '#shared/contract/entities/triage.ts'
import { findSection, type SectionStarts } from './shown-list.ts'

/** Height of a section's heading, px; three sections and 34 rows have to fit into 900 px. */
export const headingHeight = 16

/** Where rows and headings of one list are, px from the top of its content. */
export interface ListLayout {
  /** The heading above this row; pins and chats need none at the top, alarms always have theirs. */
  readonly headingAt: (index: number) => Section | undefined
  /** Of the row with the heading above it. */
  readonly heightOf: (index: number) => number
  /** The upper edge of the row itself, below its heading. */
  readonly topOf: (index: number) => number
  /** Changes whenever a height changes. */
  readonly signature: string
}

export function createListLayout(starts: SectionStarts, count: number, rowHeight: number): ListLayout {
  const later = [starts.pinned, starts.chats].filter(
    (start, position, all) => start > 0 && start < count && all.indexOf(start) === position,
  )
  const headed = starts.pinned > 0 && count > 0 ? [0, ...later] : later
  return {
    headingAt: (index) => (headed.includes(index) ? findSection(starts, index) : undefined),
    heightOf: (index) => rowHeight + (headed.includes(index) ? headingHeight : 0),
    topOf: (index) => index * rowHeight + headed.filter((start) => start <= index).length * headingHeight,
    signature: `${rowHeight} ${headed.join(' ')}`,
  }
}
