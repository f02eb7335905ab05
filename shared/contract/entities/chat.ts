import * as v from 'valibot'
import { ChatId, EpochSeconds, MessageId } from './ids.ts'
import { MessagePreview } from './message.ts'

/** `main`, `archive` or `folder:<id>`: the lists that Telegram orders. */
export const ListId = v.pipe(v.string(), v.regex(/^(main|archive|folder:\d+)$/u))
export type ListId = v.InferOutput<typeof ListId>

export const LastMessage = v.object({
  id: MessageId,
  /** First name of the author; absent in private chats and channels, where the title says it. */
  author: v.optional(v.string()),
  isOutgoing: v.boolean(),
  dateS: EpochSeconds,
  state: v.picklist(['sent', 'pending', 'failed']),
  preview: MessagePreview,
})
export type LastMessage = v.InferOutput<typeof LastMessage>

/** One row of the chat list. */
export const ChatView = v.object({
  id: ChatId,
  kind: v.picklist(['private', 'secret', 'basic_group', 'supergroup', 'channel']),
  title: v.string(),
  initials: v.string(),
  /** 0–6, an avatar colour of the theme. */
  accent: v.number(),
  lastMessage: v.optional(LastMessage),
  /** One line of the text that is not sent yet. */
  draftPreview: v.optional(v.string()),
  unreadCount: v.number(),
  unreadMentionCount: v.number(),
  isMarkedUnread: v.boolean(),
  isMuted: v.boolean(),
  lastReadInboxId: MessageId,
  lastReadOutboxId: MessageId,
  isSelf: v.boolean(),
})
export type ChatView = v.InferOutput<typeof ChatView>

/**
 * Where a chat stands in a list: the list is its places sorted by `key`, greatest first.
 * Keys are compared as plain strings (by UTF-16 unit), so the order is decided by the core alone and patches may be coalesced.
 */
export const PlaceView = v.object({ list: ListId, chatId: ChatId, key: v.string(), isPinned: v.boolean() })
export type PlaceView = v.InferOutput<typeof PlaceView>

export const FolderView = v.object({ list: ListId, title: v.string(), position: v.number() })
export type FolderView = v.InferOutput<typeof FolderView>
