import type { ChatView, ListId } from '#shared/contract/entities/chat.ts'
import type { ChatId, MessageId, UserId } from '#shared/contract/entities/ids.ts'
import type * as Td from 'tdlib-types'
import { asChatId, asMessageId, asUserId } from './ids.ts'
import { type Message, toMessage } from './message.ts'
import { readName } from './names.ts'

export type ChatKind = ChatView['kind']
/** The group of notification settings that a chat without settings of its own follows. */
export type MuteScope = 'private' | 'group' | 'channel'

/** TDLib's own place of a chat in one of its lists. */
export interface ChatPlace {
  readonly list: ListId
  /** TDLib's order; '0': the list does not hold the chat. */
  readonly order: string
  readonly isPinned: boolean
}

export interface ChatMute {
  /** True when the chat follows the settings of its scope. */
  readonly isDefault: boolean
  /** Seconds of silence; 0 when the chat is not muted. */
  readonly forS: number
}

/** The draft that another device has in its composer. */
export interface RemoteDraft {
  readonly text: string
  readonly replyToMessageId: MessageId | undefined
  /** The chat of the message that the draft answers, when it is another one than that of the draft. */
  readonly replyToChatId?: ChatId | undefined
}

/** A chat as TDLib introduces it. */
export interface Chat {
  readonly id: ChatId
  readonly kind: ChatKind
  /** The other person of a private or secret chat. */
  readonly userId: UserId | undefined
  readonly title: string
  readonly accentColorId: number
  /** True when members without a role may write texts. */
  readonly canMembersWrite: boolean
  readonly lastMessage: Message | undefined
  readonly unreadCount: number
  readonly unreadMentionCount: number
  readonly isMarkedUnread: boolean
  readonly mute: ChatMute
  readonly lastReadInboxId: MessageId
  readonly lastReadOutboxId: MessageId
  readonly draft: RemoteDraft | undefined
  readonly places: readonly ChatPlace[]
}

export function toChat(raw: Td.chat): Chat {
  const { last_message: last, type } = raw
  return {
    id: asChatId(raw.id),
    kind: toChatKind(type),
    userId: 'user_id' in type ? asUserId(type.user_id) : undefined,
    title: readName(raw.title, raw.id),
    accentColorId: raw.accent_color_id,
    canMembersWrite: raw.permissions.can_send_basic_messages,
    lastMessage: last === undefined ? undefined : toMessage(last),
    unreadCount: raw.unread_count,
    unreadMentionCount: raw.unread_mention_count,
    isMarkedUnread: raw.is_marked_as_unread,
    mute: toMute(raw.notification_settings),
    lastReadInboxId: asMessageId(raw.last_read_inbox_message_id),
    lastReadOutboxId: asMessageId(raw.last_read_outbox_message_id),
    draft: toDraft(raw.draft_message),
    places: raw.positions.map(toPlace),
  }
}

function toChatKind(type: Td.ChatType): ChatKind {
  switch (type._) {
    case 'chatTypePrivate':
      return 'private'
    case 'chatTypeSecret':
      return 'secret'
    case 'chatTypeBasicGroup':
      return 'basic_group'
    case 'chatTypeSupergroup':
      return type.is_channel ? 'channel' : 'supergroup'
  }
}

export function toPlace({ is_pinned: isPinned, list, order }: Td.chatPosition): ChatPlace {
  return { list: nameList(list), order, isPinned }
}

export function toMute(settings: Td.chatNotificationSettings): ChatMute {
  return { isDefault: settings.use_default_mute_for, forS: settings.mute_for }
}

export function toDraft(draft: Td.draftMessage | undefined): RemoteDraft | undefined {
  if (draft === undefined) return undefined
  const { input_message_text: content, reply_to: replyTo } = draft
  const text = content._ === 'inputMessageText' ? content.text.text : ''
  switch (replyTo?._) {
    case 'inputMessageReplyToMessage':
      return { text, replyToMessageId: asMessageId(replyTo.message_id) }
    case 'inputMessageReplyToExternalMessage':
      return {
        text,
        replyToMessageId: asMessageId(replyTo.message_id),
        replyToChatId: asChatId(replyTo.chat_id),
      }
    default:
      return { text, replyToMessageId: undefined }
  }
}

/** The contract's name of a TDLib list. */
function nameList(list: Td.ChatList): ListId {
  switch (list._) {
    case 'chatListMain':
      return 'main'
    case 'chatListArchive':
      return 'archive'
    case 'chatListFolder':
      return `folder:${list.chat_folder_id}`
  }
}

/** The list of that name, for calls. */
export function toTdList(list: ListId): Td.ChatList$Input {
  if (list === 'main') return { _: 'chatListMain' }
  if (list === 'archive') return { _: 'chatListArchive' }
  return { _: 'chatListFolder', chat_folder_id: Number(list.slice('folder:'.length)) }
}
