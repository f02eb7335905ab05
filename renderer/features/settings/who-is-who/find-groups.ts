import type { ChatView } from '#shared/contract/entities/chat.ts'
import { indexTitle, matchTitle, readQuery } from '../../../lib/find/match-title.ts'

const longestList = 30

/** Groups whose title fits, best first; without words those of the team, then all, by title. */
export function findGroups(chats: readonly ChatView[], query: string): readonly ChatView[] {
  const groups = chats.filter(({ kind }) => kind === 'basic_group' || kind === 'supergroup')
  const wanted = readQuery(query)
  if (wanted.isEmpty) {
    return groups
      .toSorted(
        (a, b) => Number(b.class === 'team') - Number(a.class === 'team') || a.title.localeCompare(b.title),
      )
      .slice(0, longestList)
  }
  return groups
    .flatMap((chat) => {
      const match = matchTitle(wanted, indexTitle(chat.title))
      return match === undefined ? [] : [{ chat, score: match.score }]
    })
    .toSorted((a, b) => b.score - a.score || a.chat.title.localeCompare(b.chat.title))
    .slice(0, longestList)
    .map(({ chat }) => chat)
}
