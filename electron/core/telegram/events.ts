import type { ChatId, MessageId, UserId } from '#shared/contract/entities/ids.ts'
import type { SessionView } from '#shared/contract/entities/session.ts'
import type { Chat, ChatPlace, MuteScope, RemoteDraft } from './chats.ts'
import type { Group } from './groups.ts'
import type { Content, Message, MessageReactions } from './message.ts'
import type { MessageSender } from './sender.ts'
import type { TdFailure } from './td-error.ts'
import type { User, UserStatus } from './users.ts'

/** The parts of a chat that may change on their own. */
export type ChatChanges = Partial<
  Pick<Chat, 'title' | 'accentColorId' | 'canMembersWrite' | 'unreadMentionCount' | 'isMarkedUnread' | 'mute'>
>

/** What happened in a chat as a whole. */
export type ChatEvent =
  | { readonly kind: 'chat_added'; readonly chat: Chat }
  | { readonly kind: 'chat_changed'; readonly chatId: ChatId; readonly changes: ChatChanges }
  | {
      readonly kind: 'last_message_changed'
      readonly chatId: ChatId
      /** Undefined when there is no last message, or TDLib has forgotten it. */
      readonly message: Message | undefined
      readonly places: readonly ChatPlace[]
    }
  | { readonly kind: 'chat_placed'; readonly chatId: ChatId; readonly place: ChatPlace }
  | {
      readonly kind: 'draft_changed'
      readonly chatId: ChatId
      readonly draft: RemoteDraft | undefined
      readonly places: readonly ChatPlace[]
    }
  /** This account, on any device, has read up to a message. */
  | {
      readonly kind: 'read_moved'
      readonly chatId: ChatId
      readonly lastReadId: MessageId
      readonly unreadCount: number
    }
  /** The others have read up to a message of this account. */
  | { readonly kind: 'read_by_others'; readonly chatId: ChatId; readonly lastReadId: MessageId }
  | { readonly kind: 'scope_mute_changed'; readonly scope: MuteScope; readonly forS: number }
  | {
      readonly kind: 'folders_changed'
      /** The folders in their order. */
      readonly folders: readonly { readonly id: number; readonly title: string }[]
    }
  | { readonly kind: 'online_count_changed'; readonly chatId: ChatId; readonly count: number }
  | {
      readonly kind: 'typing'
      readonly chatId: ChatId
      readonly sender: MessageSender
      /** False when they stopped. */
      readonly isTyping: boolean
    }

/** What happened to messages. */
export type MessageEvent =
  | { readonly kind: 'message_arrived'; readonly message: Message }
  /** A message of this account got its final id. */
  | { readonly kind: 'message_sent'; readonly oldId: MessageId; readonly message: Message }
  | {
      readonly kind: 'message_failed'
      readonly oldId: MessageId
      readonly message: Message
      readonly refusal: TdFailure
    }
  | {
      readonly kind: 'message_changed'
      readonly chatId: ChatId
      readonly messageId: MessageId
      readonly content: Content
    }
  | {
      readonly kind: 'message_edited'
      readonly chatId: ChatId
      readonly messageId: MessageId
      readonly editedS: number
    }
  | {
      readonly kind: 'mention_read'
      readonly chatId: ChatId
      readonly messageId: MessageId
      readonly unreadMentionCount: number
    }
  /** The messages are deleted for good. */
  | {
      readonly kind: 'messages_deleted'
      readonly chatId: ChatId
      readonly messageIds: readonly MessageId[]
    }
  | {
      readonly kind: 'reactions_changed'
      readonly chatId: ChatId
      readonly messageId: MessageId
      readonly reactions: MessageReactions | undefined
    }

/** What happened outside chats: people, groups, the account, the connection. */
export type OtherEvent =
  | { readonly kind: 'user_changed'; readonly user: User }
  | { readonly kind: 'user_status_changed'; readonly userId: UserId; readonly status: UserStatus }
  | { readonly kind: 'group_changed'; readonly group: Group }
  /** The members of a group, its administrators or its description changed; TDLib does not tell which of them. */
  | { readonly kind: 'group_details_changed'; readonly chatId: ChatId }
  /** Who this account is. */
  | { readonly kind: 'own_id_told'; readonly userId: UserId }
  /** Telegram's time at this moment, whole seconds since 1970. */
  | { readonly kind: 'time_told'; readonly atS: number }
  | { readonly kind: 'connection_changed'; readonly connection: SessionView['connection'] }

/** Every Telegram event that the core uses, one after another: their order matters. */
export type TelegramEvent = ChatEvent | MessageEvent | OtherEvent

export type EventOf<Kind extends TelegramEvent['kind']> = Extract<TelegramEvent, { readonly kind: Kind }>
