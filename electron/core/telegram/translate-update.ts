import type { SessionView } from '#shared/contract/entities/session.ts'
import type * as Td from 'tdlib-types'
import { type MuteScope, toChat, toDraft, toMute, toPlace } from './chats.ts'
import type { ChatChanges, TelegramEvent } from './events.ts'
import { toBasicGroup, toSupergroup } from './groups.ts'
import { asChatId, asMessageId, asUserId, chatOfSupergroup } from './ids.ts'
import { readReactions, toContent, toMessage } from './message.ts'
import { readName } from './names.ts'
import { readSender } from './sender.ts'
import { classifyTdError, type TdFailure } from './td-error.ts'
import { toUser, toUserStatus } from './users.ts'

/**
 * Translates an update of TDLib into an event. Undefined for updates that the core does not need; they cost only
 * this check.
 */
export function translateUpdate(update: Td.Update): TelegramEvent | undefined {
  return translateMessage(update) ?? translateChat(update) ?? translateOther(update)
}

function translateMessage(update: Td.Update): TelegramEvent | undefined {
  switch (update._) {
    case 'updateNewMessage':
      return { kind: 'message_arrived', message: toMessage(update.message) }
    case 'updateMessageSendSucceeded':
      return {
        kind: 'message_sent',
        oldId: asMessageId(update.old_message_id),
        message: toMessage(update.message),
      }
    case 'updateMessageSendFailed':
      return {
        kind: 'message_failed',
        oldId: asMessageId(update.old_message_id),
        message: toMessage(update.message),
        refusal: readSendRefusal(update),
      }
    case 'updateMessageContent':
      return { kind: 'message_changed', ...placeOf(update), content: toContent(update.new_content) }
    case 'updateMessageEdited':
      return { kind: 'message_edited', ...placeOf(update), editedS: update.edit_date }
    case 'updateMessageMentionRead':
      return {
        kind: 'mention_read',
        ...placeOf(update),
        unreadMentionCount: update.unread_mention_count,
      }
    case 'updateMessageInteractionInfo':
      return {
        kind: 'reactions_changed',
        ...placeOf(update),
        reactions: readReactions(update.interaction_info?.reactions),
      }
    case 'updateDeleteMessages':
      // TDLib also reports messages that it drops from its memory. Only messages that are deleted for good are
      // deleted here.
      if (!update.is_permanent || update.from_cache) return undefined
      return {
        kind: 'messages_deleted',
        chatId: asChatId(update.chat_id),
        messageIds: update.message_ids.map(asMessageId),
      }
    default:
      return undefined
  }
}

/** Telegram may ask for a wait in three ways; one of them stands outside the error. */
function readSendRefusal({ error, message }: Td.updateMessageSendFailed): TdFailure {
  const failure = classifyTdError(error.code, error.message)
  const { sending_state: state } = message
  const retryS = state?._ === 'messageSendingStateFailed' ? state.retry_after : 0
  const askedS = failure.kind === 'flood_wait' ? failure.seconds : 0
  if (failure.kind !== 'flood_wait' && error.code !== 429 && retryS <= 0) return failure
  return { kind: 'flood_wait', seconds: Math.max(askedS, retryS, 1), message: error.message }
}

function placeOf(update: { readonly chat_id: number; readonly message_id: number }) {
  return { chatId: asChatId(update.chat_id), messageId: asMessageId(update.message_id) }
}

function translateChat(update: Td.Update): TelegramEvent | undefined {
  switch (update._) {
    case 'updateNewChat':
      return { kind: 'chat_added', chat: toChat(update.chat) }
    case 'updateChatLastMessage':
      return {
        kind: 'last_message_changed',
        chatId: asChatId(update.chat_id),
        message: update.last_message === undefined ? undefined : toMessage(update.last_message),
        places: update.positions.map(toPlace),
      }
    case 'updateChatPosition':
      return {
        kind: 'chat_placed',
        chatId: asChatId(update.chat_id),
        place: toPlace(update.position),
      }
    case 'updateChatReadInbox':
      return {
        kind: 'read_moved',
        chatId: asChatId(update.chat_id),
        lastReadId: asMessageId(update.last_read_inbox_message_id),
        unreadCount: update.unread_count,
      }
    case 'updateChatReadOutbox':
      return {
        kind: 'read_by_others',
        chatId: asChatId(update.chat_id),
        lastReadId: asMessageId(update.last_read_outbox_message_id),
      }
    case 'updateChatDraftMessage':
      return {
        kind: 'draft_changed',
        chatId: asChatId(update.chat_id),
        draft: toDraft(update.draft_message),
        places: update.positions.map(toPlace),
      }
    case 'updateChatOnlineMemberCount':
      return {
        kind: 'online_count_changed',
        chatId: asChatId(update.chat_id),
        count: update.online_member_count,
      }
    case 'updateChatAction':
      return {
        kind: 'typing',
        chatId: asChatId(update.chat_id),
        sender: readSender(update.sender_id),
        isTyping: update.action._ !== 'chatActionCancel',
      }
    case 'updateScopeNotificationSettings':
      return {
        kind: 'scope_mute_changed',
        scope: scopes[update.scope._],
        forS: update.notification_settings.mute_for,
      }
    case 'updateChatFolders':
      return {
        kind: 'folders_changed',
        folders: update.chat_folders.map(({ id, name }) => ({ id, title: readName(name.text.text, id) })),
      }
    default:
      return translateChange(update)
  }
}

function translateChange(update: Td.Update): TelegramEvent | undefined {
  switch (update._) {
    case 'updateChatTitle':
      return change(update, { title: readName(update.title, update.chat_id) })
    case 'updateChatAccentColors':
      return change(update, { accentColorId: update.accent_color_id })
    case 'updateChatPermissions':
      return change(update, { canMembersWrite: update.permissions.can_send_basic_messages })
    case 'updateChatUnreadMentionCount':
      return change(update, { unreadMentionCount: update.unread_mention_count })
    case 'updateChatIsMarkedAsUnread':
      return change(update, { isMarkedUnread: update.is_marked_as_unread })
    case 'updateChatNotificationSettings':
      return change(update, { mute: toMute(update.notification_settings) })
    default:
      return undefined
  }
}

function change({ chat_id: chatId }: { readonly chat_id: number }, changes: ChatChanges): TelegramEvent {
  return { kind: 'chat_changed', chatId: asChatId(chatId), changes }
}

function translateOther(update: Td.Update): TelegramEvent | undefined {
  switch (update._) {
    case 'updateUser':
      return { kind: 'user_changed', user: toUser(update.user) }
    case 'updateUserStatus':
      return {
        kind: 'user_status_changed',
        userId: asUserId(update.user_id),
        status: toUserStatus(update.status),
      }
    case 'updateBasicGroup':
      return { kind: 'group_changed', group: toBasicGroup(update.basic_group) }
    case 'updateSupergroup':
      return { kind: 'group_changed', group: toSupergroup(update.supergroup) }
    case 'updateSupergroupFullInfo':
      return { kind: 'group_details_changed', chatId: chatOfSupergroup(update.supergroup_id) }
    case 'updateConnectionState':
      return { kind: 'connection_changed', connection: readConnection(update.state) }
    case 'updateOption':
      return translateOption(update)
    default:
      return undefined
  }
}

function translateOption({ name, value }: Td.updateOption): TelegramEvent | undefined {
  if (value._ !== 'optionValueInteger') return undefined
  if (name === 'my_id') return { kind: 'own_id_told', userId: asUserId(Number(value.value)) }
  return name === 'unix_time' ? { kind: 'time_told', atS: Number(value.value) } : undefined
}

const connections = {
  connectionStateWaitingForNetwork: 'waiting_for_network',
  connectionStateConnectingToProxy: 'connecting_to_proxy',
  connectionStateConnecting: 'connecting',
  connectionStateUpdating: 'updating',
  connectionStateReady: 'ready',
} as const satisfies Record<Td.ConnectionState['_'], SessionView['connection']>

export function readConnection(state: Td.ConnectionState): SessionView['connection'] {
  return connections[state._]
}

const scopes = {
  notificationSettingsScopePrivateChats: 'private',
  notificationSettingsScopeGroupChats: 'group',
  notificationSettingsScopeChannelChats: 'channel',
} as const satisfies Record<Td.NotificationSettingsScope['_'], MuteScope>
