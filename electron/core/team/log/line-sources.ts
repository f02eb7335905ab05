import type { TeamState } from '#shared/domain/team-log/team-state.ts'
import type { TeamContext } from '../team-context.ts'
import type { LineSources } from './readable-line.ts'

/** What readable lines are made of, as of now. */
export function readLineSources(
  { chats, people, readSettings }: Pick<TeamContext, 'chats' | 'people' | 'readSettings'>,
  readState: () => TeamState,
): LineSources {
  return {
    language: readSettings().language,
    nameUser: (userId) => people.nameUser(userId),
    findChat: (chatId) => {
      const record = chats.findRecord(chatId)
      const title = record?.title ?? chats.findView(chatId)?.title
      return title === undefined ? undefined : { title, lastMessageId: record?.lastMessage?.id }
    },
    // Folding the waiting events takes time, and most lines do not need it.
    get state() {
      return readState()
    },
  }
}
