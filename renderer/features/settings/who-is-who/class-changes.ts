import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ChatClass, ClassifiedChat } from '#shared/contract/entities/triage.ts'
import { foldText } from '../../../lib/find/fold-text.ts'

/** A chat with its class under the draft rules, and its present class when that differs. */
export interface ClassRow extends ClassifiedChat {
  readonly before?: ChatClass
}
export type ClassFilter = ChatClass | 'all' | 'changed'

const byTitle = new Intl.Collator(undefined, { numeric: true })

/** The chats by title, each with its present class when that would change. */
export function compareClasses(
  chats: readonly ClassifiedChat[],
  readClass: (chatId: ChatId) => ChatClass | undefined,
): readonly ClassRow[] {
  return chats
    .map((chat) => {
      const before = readClass(chat.chatId)
      return before === undefined || before === chat.class ? chat : { ...chat, before }
    })
    .sort((a, b) => byTitle.compare(a.title, b.title))
}

export interface ClassCounts {
  readonly all: number
  readonly customer: number
  readonly team: number
  readonly other: number
  readonly changed: number
  /** How many chats would become customers' chats, and how many would stop being ones. */
  readonly becomes: number
  readonly ceases: number
}

export function countClasses(rows: readonly ClassRow[]): ClassCounts {
  const count = (fits: (row: ClassRow) => boolean): number => rows.filter(fits).length
  return {
    all: rows.length,
    customer: count((row) => row.class === 'customer'),
    team: count((row) => row.class === 'team'),
    other: count((row) => row.class === 'other'),
    changed: count((row) => row.before !== undefined),
    becomes: count((row) => row.before !== undefined && row.class === 'customer'),
    ceases: count((row) => row.before === 'customer'),
  }
}

/** Rows of the filter whose title has the words, in their order. */
export function filterRows(
  rows: readonly ClassRow[],
  filter: ClassFilter,
  query: string,
): readonly ClassRow[] {
  const wanted = foldText(query.trim()).text
  return rows.filter((row) => {
    if (filter === 'changed' ? row.before === undefined : filter !== 'all' && row.class !== filter)
      return false
    return wanted === '' || foldText(row.title).text.includes(wanted)
  })
}
