import type { ChatView, PlaceView } from '#shared/contract/entities/chat.ts'
import type { ChatId, MessageId, UserId } from '#shared/contract/entities/ids.ts'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { NoteView } from '#shared/contract/entities/team.ts'

/** Views with believable values; a test names only what it is about. */

export function buildChat(id: number, changes: Partial<ChatView> = {}): ChatView {
  return {
    id: id as ChatId,
    kind: 'supergroup',
    title: `Chat ${id}`,
    initials: 'C',
    accent: Math.abs(id) % 7,
    unreadCount: 0,
    unreadMentionCount: 0,
    isMarkedUnread: false,
    isMuted: false,
    lastReadInboxId: 0 as MessageId,
    lastReadOutboxId: 0 as MessageId,
    isSelf: false,
    class: 'other',
    isPinned: false,
    hasClockOverride: false,
    hasHandClass: false,
    canTakeBackNoReply: false,
    ...changes,
  }
}

export function buildPlace(chatId: number, key: string, changes: Partial<PlaceView> = {}): PlaceView {
  return { list: 'main', chatId: chatId as ChatId, key, section: 'chats', ...changes }
}

export function buildMessage(chatId: number, id: number, changes: Partial<MessageView> = {}): MessageView {
  return {
    chatId: chatId as ChatId,
    id: id as MessageId,
    sender: { key: 'user:7', name: 'Anna', initials: 'A', accent: 3, isSelf: false, isBot: false },
    isOutgoing: false,
    dateS: 1_700_000_000 + id,
    state: 'sent',
    isMention: false,
    content: { kind: 'text', text: { text: `message ${id}`, entities: [] } },
    ...changes,
  }
}

export function buildConversation(chatId: number, changes: Partial<ConversationView> = {}): ConversationView {
  return {
    chatId: chatId as ChatId,
    state: 'ready',
    generation: 1,
    hasOlder: false,
    hasNewer: false,
    isLoadingOlder: false,
    isLoadingNewer: false,
    typing: [],
    writing: 'allowed',
    draft: { text: '' },
    ...changes,
  }
}

export function buildNote(chatId: number, n: number, changes: Partial<NoteView> = {}): NoteView {
  const author = { userId: 7 as UserId, name: 'Anna' }
  return {
    id: `0000000000000000000000${n}`,
    chatId: chatId as ChatId,
    atS: 1_700_000_000 + n,
    author,
    text: `note ${n}`,
    mentions: [],
    isMine: false,
    state: 'sent',
    canRemove: false,
    ...changes,
  }
}
