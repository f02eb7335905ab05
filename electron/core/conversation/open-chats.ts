import type { Conversation } from './conversation.ts'
import type { OpenAt } from './conversation-loader.ts'
import type { Replies } from './replies.ts'

/** A chat that at least one window has open. */
export interface OpenChat {
  readonly conversation: Conversation
  readonly replies: Replies
  /** Where the chat was opened first. */
  readonly at: OpenAt
  /** From TDLib's full info; known for groups whose updates leave it out. */
  memberCount: number | undefined
}

/** The open chats by their ids, for the parts that neither open nor close chats. */
export type OpenChats = ReadonlyMap<number, OpenChat>
