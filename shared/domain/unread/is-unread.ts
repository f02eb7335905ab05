import type { ChatView } from '../../contract/entities/chat.ts'

/** Whether something in a chat is to be read: by count, by a mention that was passed over, or by hand. */
export function isUnread(
  chat: Pick<ChatView, 'unreadCount' | 'unreadMentionCount' | 'isMarkedUnread'>,
): boolean {
  return chat.unreadCount > 0 || chat.unreadMentionCount > 0 || chat.isMarkedUnread
}

/** Whether the chat is there and waits to be read. */
export function isChatUnread(chat: ChatView | undefined): boolean {
  return chat !== undefined && isUnread(chat)
}
