import { Slot } from '#shared/lib/slot.ts'
import type { Standing } from './list-places.ts'
import type { RowMarks } from './row-marks.ts'

export interface MarksSource {
  readMarks(chatId: number): RowMarks
}
export interface StandingSource {
  readStanding(chatId: number): Standing
}

/** What the parts above add to the rows. */
export interface RowPorts {
  /** What is known of a chat besides what Telegram says of the chat. */
  readonly marks: Slot<MarksSource>
  /** Where a chat stands in the lists. */
  readonly standing: Slot<StandingSource>
  /** The text in the composer. */
  readonly drafts: Slot<{ readText(chatId: number): string }>
  /** Hidden chats have rows too, so that they are right when they are shown. */
  readonly visibility: Slot<{ isVisible(chatId: number): boolean }>
}

const noMarks: RowMarks = {
  class: 'other',
  isPinned: false,
  hasClockOverride: false,
  hasHandClass: false,
  canTakeBackNoReply: false,
}

/** Ports that add nothing until the parts above fill them. */
export function createRowPorts(): RowPorts {
  return {
    marks: new Slot<MarksSource>({ readMarks: () => noMarks }),
    standing: new Slot<StandingSource>({ readStanding: () => ({ key: '', section: 'chats', ownLists: [] }) }),
    drafts: new Slot({ readText: () => '' }),
    visibility: new Slot({ isVisible: () => true }),
  }
}
