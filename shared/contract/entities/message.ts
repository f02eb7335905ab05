import * as v from 'valibot'
import { FormattedText } from './formatted-text.ts'
import { ChatId, EpochSeconds, MessageId } from './ids.ts'

/** The author: a user or, for anonymous administrators and channels, a chat. */
export const Sender = v.object({
  /** `user:42` or `chat:-1001`; groups consecutive messages and picks the accent. */
  key: v.string(),
  name: v.string(),
  /** Up to two letters for the avatar. */
  initials: v.string(),
  /** 0–6, an avatar colour of the theme. */
  accent: v.number(),
  isSelf: v.boolean(),
  isBot: v.boolean(),
  /** Custom title or signature shown beside the name, as Telegram gives it. */
  title: v.optional(v.string()),
})
export type Sender = v.InferOutput<typeof Sender>

/** Content that is not text; shown as a labelled line with its caption until it has a view of its own. */
export const MediaKind = v.picklist([
  'photo',
  'video',
  'animation',
  'audio',
  'voice',
  'video_note',
  'document',
  'sticker',
  'poll',
  'contact',
  'location',
  'venue',
  'dice',
  'game',
  'invoice',
  'story',
  'checklist',
  'gift',
  'call',
  'paid_media',
])
export type MediaKind = v.InferOutput<typeof MediaKind>

/** The event in the chat; `names` are people's names, in order. */
export const ServiceEvent = v.variant('kind', [
  v.object({ kind: v.literal('members_added'), names: v.array(v.string()) }),
  v.object({ kind: v.picklist(['joined_by_link', 'joined_by_request']) }),
  v.object({ kind: v.literal('member_left'), name: v.string(), isSender: v.boolean() }),
  v.object({
    kind: v.picklist(['group_created', 'title_changed', 'topic_created', 'topic_renamed']),
    title: v.string(),
  }),
  v.object({
    kind: v.picklist([
      'photo_changed',
      'photo_deleted',
      'upgraded_to_supergroup',
      'upgraded_from_group',
      'screenshot_taken',
      'contact_registered',
      'history_cleared',
    ]),
  }),
  v.object({ kind: v.literal('message_pinned'), messageId: v.optional(MessageId), preview: v.string() }),
  v.object({ kind: v.literal('auto_delete_changed'), seconds: v.number() }),
  v.object({ kind: v.picklist(['video_chat_started', 'video_chat_scheduled']) }),
  v.object({ kind: v.literal('video_chat_ended'), seconds: v.number() }),
  v.object({ kind: v.literal('theme_changed'), name: v.string() }),
  /** A service message this build has no words for; `type` is TDLib's content type. */
  v.object({ kind: v.literal('other'), type: v.string() }),
])
export type ServiceEvent = v.InferOutput<typeof ServiceEvent>

export const MessageContent = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: FormattedText }),
  v.object({
    kind: v.literal('media'),
    media: MediaKind,
    /** File name, poll question, emoji of a sticker, name of a contact… */
    detail: v.optional(v.string()),
    durationS: v.optional(v.number()),
    sizeBytes: v.optional(v.number()),
    caption: v.optional(FormattedText),
  }),
  v.object({ kind: v.literal('service'), event: ServiceEvent }),
  /** Telegram says that the content needs a newer client, or this build does not know it; `type` is TDLib's content type. */
  v.object({ kind: v.literal('unsupported'), type: v.string() }),
])
export type MessageContent = v.InferOutput<typeof MessageContent>

/** One line for rows, quotes and notifications; line breaks are spaces, at most 200 UTF-16 units, never cut inside a character. */
export const MessagePreview = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: v.string() }),
  v.object({ kind: v.literal('media'), media: MediaKind, text: v.string() }),
  v.object({ kind: v.literal('service'), event: ServiceEvent }),
  v.object({ kind: v.literal('unsupported') }),
])
export type MessagePreview = v.InferOutput<typeof MessagePreview>

export const ReplyTo = v.object({
  /** Absent when the message is deleted or in a chat that is not reachable. */
  messageId: v.optional(MessageId),
  /** Set when the answered message is in another chat. */
  chatId: v.optional(ChatId),
  senderName: v.optional(v.string()),
  preview: v.optional(MessagePreview),
  /** The part that the author of the reply quoted. */
  quote: v.optional(FormattedText),
})
export type ReplyTo = v.InferOutput<typeof ReplyTo>

export const sendFailureCodes = [
  'flood_wait',
  'slow_mode',
  'write_forbidden',
  'chat_unavailable',
  'text_too_long',
  'interrupted',
  'rejected',
] as const

export const SendFailure = v.object({
  code: v.picklist(sendFailureCodes),
  /** Telegram's error text, for `rejected`. */
  message: v.string(),
  canRetry: v.boolean(),
  /** Earliest retry, for flood_wait and slow_mode; seconds since 1970. */
  retryAtS: v.optional(EpochSeconds),
})
export type SendFailure = v.InferOutput<typeof SendFailure>

export const MessageView = v.object({
  chatId: ChatId,
  id: MessageId,
  sender: Sender,
  isOutgoing: v.boolean(),
  dateS: EpochSeconds,
  editedS: v.optional(EpochSeconds),
  state: v.picklist(['sent', 'pending', 'failed']),
  failure: v.optional(SendFailure),
  replyTo: v.optional(ReplyTo),
  /** Name of the original author. */
  forwardedFrom: v.optional(v.string()),
  viaBot: v.optional(v.string()),
  isMention: v.boolean(),
  content: MessageContent,
})
export type MessageView = v.InferOutput<typeof MessageView>
