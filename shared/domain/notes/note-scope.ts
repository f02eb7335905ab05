import type { ChatView } from '../../contract/entities/chat.ts'
import type { ChatClass } from '../../contract/entities/triage.ts'

/** What decides whether a chat has internal notes. */
export interface NotedChat {
  readonly kind: ChatView['kind']
  readonly class: ChatClass
}

/**
 * Whether `!` begins an internal note in the chat. In chats among ourselves it is ordinary text, and so it is in
 * private chats, unless they are marked as a customer's.
 */
export function hasNotes(chat: NotedChat): boolean {
  if (chat.class === 'team') return false
  return chat.class === 'customer' || (chat.kind !== 'private' && chat.kind !== 'secret')
}

/** Whether messages of such a chat have the same ids for everybody; in other chats a note is placed by its time. */
export function hasSharedMessageIds(kind: ChatView['kind']): boolean {
  return kind === 'supergroup' || kind === 'channel'
}
