import type { NoteView } from '#shared/contract/entities/team.ts'
import type { CoreContext } from '../core-context.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { Upgrades } from '../rows/upgrades.ts'

/** What the parts of open chats are given: the core's context, and what they ask of the parts below. */
export interface ConversationContext extends Pick<
  CoreContext,
  'client' | 'clock' | 'gone' | 'groups' | 'isOnline' | 'log' | 'people' | 'publish' | 'requests' | 'store'
> {
  readonly model: Pick<ChatModel, 'findRecord' | 'findView'>
  /** A conversation goes back into the group that its chat was upgraded from. */
  readonly upgrades: Upgrades
  /** What the team says about a chat among itself. */
  readonly readNotes: (chatId: number) => readonly NoteView[]
  readonly isStaff: (userId: number) => boolean
}
