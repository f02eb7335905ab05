import type { ChatId } from '#shared/contract/entities/ids.ts'
import { indexTitle, matchTitle, readQuery, type TitleIndex } from '../../lib/find/match-title.ts'

export interface FoundChat {
  readonly chatId: ChatId
  /** UTF-16 units of the title that matched. */
  readonly positions: readonly number[]
}

interface Source {
  readonly findTitle: (chatId: ChatId) => string | undefined
  /** Newest first; of chats that match alike these come first. */
  readonly recent: readonly ChatId[]
  /** Every chat, in the order of the lists. */
  readonly all: readonly ChatId[]
  /** The open chat, which is left out of the results. */
  readonly openChatId: ChatId | undefined
}

const shownAtMost = 60
/** The chat used last stands above one that matches a little better. */
const recentBonus = 60

const indexes = new Map<string, TitleIndex>()
const keptIndexes = 20_000

function findIndex(title: string): TitleIndex {
  const known = indexes.get(title)
  if (known !== undefined) return known
  if (indexes.size >= keptIndexes) indexes.clear()
  const made = indexTitle(title)
  indexes.set(title, made)
  return made
}

/** Chats for a query, the best first; without one the recent ones, then the list as it stands. */
export function findChats(query: string, source: Source): readonly FoundChat[] {
  const ordered = [...new Set([...source.recent, ...source.all])]
  const read = readQuery(query)
  if (read.isEmpty) {
    return ordered
      .filter((id) => id !== source.openChatId && source.findTitle(id) !== undefined)
      .slice(0, shownAtMost)
      .map((chatId) => ({ chatId, positions: [] }))
  }
  const found: { chatId: ChatId; positions: readonly number[]; score: number }[] = []
  for (const [rank, chatId] of ordered.entries()) {
    const title = source.findTitle(chatId)
    if (title === undefined) continue
    const match = matchTitle(read, findIndex(title))
    if (match === undefined) continue
    const bonus = rank < source.recent.length ? recentBonus / (rank + 1) : 0
    found.push({ chatId, positions: match.positions, score: match.score + bonus })
  }
  return found.toSorted((a, b) => b.score - a.score).slice(0, shownAtMost)
}
