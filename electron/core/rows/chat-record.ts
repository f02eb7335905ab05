import type { ChatView, ListId } from '#shared/contract/entities/chat.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type * as Td from 'tdlib-types'
import { asChatId, asMessageId } from '../telegram/ids.ts'
import { mapContent, previewContent } from '../telegram/map-content.ts'
import { makeInitials, makeOneLine } from '../telegram/one-line.ts'
import { foldAccent, type People } from '../telegram/people.ts'
import type { RowMarks } from './row-marks.ts'

/** What TDLib told of a chat, kept current by its updates; a record is owned by the chat model and changed in place. */
export interface ChatRecord {
  readonly id: number
  readonly type: Td.ChatType
  title: string
  accentColorId: number
  permissions: Td.chatPermissions
  lastMessage: Td.message | undefined
  unreadCount: number
  unreadMentionCount: number
  isMarkedUnread: boolean
  notifications: Td.chatNotificationSettings
  lastReadInboxId: number
  lastReadOutboxId: number
  draft: Td.draftMessage | undefined
  onlineCount: number
}

export function createChatRecord(chat: Td.chat): ChatRecord {
  return {
    id: chat.id,
    type: chat.type,
    title: chat.title,
    accentColorId: chat.accent_color_id,
    permissions: chat.permissions,
    lastMessage: chat.last_message,
    unreadCount: chat.unread_count,
    unreadMentionCount: chat.unread_mention_count,
    isMarkedUnread: chat.is_marked_as_unread,
    notifications: chat.notification_settings,
    lastReadInboxId: chat.last_read_inbox_message_id,
    lastReadOutboxId: chat.last_read_outbox_message_id,
    draft: chat.draft_message,
    onlineCount: 0,
  }
}

/** Seconds of silence that a notification scope gives to chats without settings of their own. */
export interface ScopeMutes {
  private: number
  group: number
  channel: number
}

export interface ViewSources {
  readonly people: People
  readonly mutes: ScopeMutes
  /** The text in the composer, when it is known better than TDLib's draft. */
  readonly draftText: string
  readonly marks: RowMarks
}

export function kindOfChat(type: Td.ChatType): ChatView['kind'] {
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

export function mapChat(record: ChatRecord, sources: ViewSources): ChatView {
  const { people, mutes, draftText, marks } = sources
  const kind = kindOfChat(record.type)
  const view: { -readonly [K in keyof ChatView]: ChatView[K] } = {
    id: asChatId(record.id),
    kind,
    title: record.title,
    initials: makeInitials(record.title),
    accent:
      record.type._ === 'chatTypePrivate'
        ? people.accentOfUser(record.type.user_id)
        : foldAccent(record.accentColorId),
    unreadCount: record.unreadCount,
    unreadMentionCount: record.unreadMentionCount,
    isMarkedUnread: record.isMarkedUnread,
    isMuted: isMuted(record, kind, mutes),
    lastReadInboxId: asMessageId(record.lastReadInboxId),
    lastReadOutboxId: asMessageId(record.lastReadOutboxId),
    ...marks,
    isSelf: record.type._ === 'chatTypePrivate' && record.type.user_id === people.selfId,
  }
  if (record.lastMessage !== undefined) view.lastMessage = mapLastMessage(record.lastMessage, kind, people)
  const draft = makeOneLine(draftText)
  if (draft !== '') view.draftPreview = draft
  return view
}

function mapLastMessage(
  message: Td.message,
  kind: ChatView['kind'],
  people: People,
): ChatView['lastMessage'] {
  const { sending_state: sending } = message
  const state: MessageView['state'] =
    sending === undefined ? 'sent' : sending._ === 'messageSendingStatePending' ? 'pending' : 'failed'
  const base = {
    id: asMessageId(message.id),
    isOutgoing: message.is_outgoing,
    dateS: message.date,
    state,
    preview: previewContent(mapContent(message, people.nameSender)),
  }
  const isAuthorShown = kind === 'basic_group' || kind === 'supergroup'
  const author = isAuthorShown ? people.nameShort(message.sender_id) : ''
  return author === '' ? base : { ...base, author }
}

function isMuted(record: ChatRecord, kind: ChatView['kind'], mutes: ScopeMutes): boolean {
  const { notifications } = record
  if (!notifications.use_default_mute_for) return notifications.mute_for > 0
  return mutes[nameScope(kind)] > 0
}

export function nameScope(kind: ChatView['kind']): keyof ScopeMutes {
  if (kind === 'channel') return 'channel'
  return kind === 'private' || kind === 'secret' ? 'private' : 'group'
}

/** The contract's name of a TDLib list. */
export function nameList(list: Td.ChatList): ListId {
  switch (list._) {
    case 'chatListMain':
      return 'main'
    case 'chatListArchive':
      return 'archive'
    case 'chatListFolder':
      return `folder:${list.chat_folder_id}`
  }
}
