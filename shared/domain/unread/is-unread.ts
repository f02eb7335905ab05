import type { ChatView } from '../../contract/entities/chat.ts'

/** Whether a chat has something to read: by its count, by a mention that was passed over, or marked by hand. */
export function isUnread(
  chat: Pick<ChatView, 'unreadCount' | 'unreadMentionCount' | 'isMarkedUnread'>,
): boolean {
  return chat.unreadCount > 0 || chat.unreadMentionCount > 0 || chat.isMarkedUnread
}

/** Whether the chat exists and is unread. */
export function isChatUnread(chat: ChatView | undefined): boolean {
  return chat !== undefined && isUnread(chat)
}
