import * as v from 'valibot'
import { ChatId, EpochSeconds, MessageId } from './ids.ts'
import { MessagePreview } from './message.ts'
import { EventId, GrantView } from './team.ts'
import { ChatClass, Section, WaitView } from './triage.ts'

/**
 * `main`, `archive` and `folder:<id>` hold what Telegram puts into them; `waiting`, `starred` and `team` are ours and
 * hold chats from all of Telegram's lists. The order is always ours.
 */
export const ListId = v.pipe(v.string(), v.regex(/^(main|archive|waiting|starred|team|folder:\d{1,10})$/u))
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
  /** One line of a text that is not sent yet. */
  draftPreview: v.optional(v.string()),
  unreadCount: v.number(),
  unreadMentionCount: v.number(),
  isMarkedUnread: v.boolean(),
  isMuted: v.boolean(),
  lastReadInboxId: MessageId,
  lastReadOutboxId: MessageId,
  isSelf: v.boolean(),
  class: v.optional(ChatClass, 'other'),
  /** Absent: nobody waits here. */
  wait: v.optional(WaitView),
  star: v.optional(v.object({ atMs: v.number(), note: v.optional(v.string()) })),
  /** Pinned in this program, not in Telegram. */
  isPinned: v.optional(v.boolean(), false),
  /** Its reply clock has marks or hours of its own. */
  hasClockOverride: v.optional(v.boolean(), false),
  /** The last wait was ended by "no reply needed", which can be taken back. */
  canTakeBackNoReply: v.optional(v.boolean(), false),
  /** Its class was set by hand. */
  hasHandClass: v.optional(v.boolean(), false),
  /** An alarm that is not done yet. */
  alarm: v.optional(
    v.object({
      id: EventId,
      raisedAtMs: v.number(),
      /** First name of the user who raised it. */
      raisedBy: v.string(),
      note: v.optional(v.string()),
      /** First name of the user who took it. */
      takenBy: v.optional(v.string()),
    }),
  ),
  /** The people to whom managers have shown the chat; sent to everybody who sees the chat. */
  grants: v.optional(v.array(GrantView)),
})
export type ChatView = v.InferOutput<typeof ChatView>

/** A group that goes on as another chat: whatever a window keeps by the old id belongs to the new one. */
export const UpgradeView = v.object({ chatId: ChatId, fromChatId: ChatId })
export type UpgradeView = v.InferOutput<typeof UpgradeView>

/**
 * Where a chat stands in a list: the list is its places sorted by `key`, greatest first.
 * Keys are compared as plain strings (by UTF-16 unit), so the order is decided by the core alone and patches may be coalesced.
 */
export const PlaceView = v.object({ list: ListId, chatId: ChatId, key: v.string(), section: Section })
export type PlaceView = v.InferOutput<typeof PlaceView>

export const FolderView = v.object({ list: ListId, title: v.string(), position: v.number() })
export type FolderView = v.InferOutput<typeof FolderView>
