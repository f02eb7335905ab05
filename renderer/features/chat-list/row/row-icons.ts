import type { Section } from '#shared/contract/entities/triage.ts'

export type RowMark = 'alarm' | 'mention' | 'star' | 'pin'

interface Marked {
  readonly section: Section
  readonly isAlarmed: boolean
  readonly isMentioned: boolean
  readonly isStarred: boolean
  readonly isPinned: boolean
}

/** Every mark of a row, the most important first; the icon column shows one large and one small. */
export function listMarks({ isAlarmed, isMentioned, isStarred, isPinned }: Marked): readonly RowMark[] {
  return [
    ...(isAlarmed ? (['alarm'] as const) : []),
    ...(isMentioned ? (['mention'] as const) : []),
    ...(isStarred ? (['star'] as const) : []),
    ...(isPinned ? (['pin'] as const) : []),
  ]
}

export interface ShownMarks {
  readonly main: RowMark | undefined
  readonly extra: RowMark | undefined
}

/** What is drawn. In the pinned section the place already says that a chat is pinned, so another mark gets the column. */
export function chooseMarks(marked: Marked): ShownMarks {
  const marks = listMarks(marked)
  const [main, extra] =
    marked.section === 'pinned' && marks.length > 1 ? marks.filter((mark) => mark !== 'pin') : marks
  return { main, extra }
}
