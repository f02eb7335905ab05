import * as v from 'valibot'
import { ChatId, EpochSeconds, MessageId } from './ids.ts'

/** The facts about an open chat, without its messages. */
export const ConversationView = v.object({
  chatId: ChatId,
  state: v.picklist(['loading', 'ready', 'failed']),
  /** Grows when the window of messages was replaced by another part of the history (opened, jumped): scroll to the anchor again. */
  generation: v.number(),
  /** Where to scroll for this generation: a message, or the end when absent. */
  anchor: v.optional(v.object({ messageId: MessageId, reason: v.picklist(['first_unread', 'jump']) })),
  hasOlder: v.boolean(),
  hasNewer: v.boolean(),
  isLoadingOlder: v.boolean(),
  isLoadingNewer: v.boolean(),
  /** Why loading the history failed, if it did. */
  problem: v.optional(v.picklist(['offline', 'flood_wait', 'forbidden', 'not_found', 'unknown'])),
  /** First message that was unread when the chat was opened; the "new messages" line stands above it. */
  firstUnreadId: v.optional(MessageId),
  memberCount: v.optional(v.number()),
  /** How many members are our own people; absent in large groups, and before the members are known. */
  staffCount: v.optional(v.number()),
  onlineCount: v.optional(v.number()),
  /** The presence of the other person in a private chat. */
  presence: v.optional(
    v.variant('kind', [
      v.object({
        kind: v.picklist(['online', 'recently', 'within_week', 'within_month', 'long_ago', 'bot']),
      }),
      v.object({ kind: v.literal('last_seen'), atS: EpochSeconds }),
    ]),
  ),
  username: v.optional(v.string()),
  /** First names of those who are typing now. */
  typing: v.array(v.string()),
  /** Whether the composer is shown, and if not, why. */
  writing: v.picklist(['allowed', 'not_member', 'forbidden', 'channel_reader', 'peer_deleted']),
  draft: v.object({ text: v.string(), replyToMessageId: v.optional(MessageId) }),
})
export type ConversationView = v.InferOutput<typeof ConversationView>
