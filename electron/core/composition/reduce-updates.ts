import type { SessionView } from '#shared/contract/entities/session.ts'
import { chatOfBasicGroup, chatOfSupergroup, chatOfUser } from '#shared/domain/telegram-ids/chat-id.ts'
import type * as Td from 'tdlib-types'
import type { People } from '../telegram/people.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { Conversations } from '../conversation/conversations.ts'
import type { Drafts } from '../sending/drafts.ts'
import type { Groups } from '../telegram/groups.ts'
import type { Sending } from '../sending/sending.ts'
import type { SessionState } from '../session/session-state.ts'
import { readConnection } from '../session/connection.ts'

export interface UpdateParts {
  readonly people: People
  readonly groups: Groups
  readonly model: ChatModel
  readonly conversations: Conversations
  readonly sending: Sending
  readonly drafts: Drafts
  readonly session: SessionState
}

/** Reduces TDLib's updates, one after another and synchronously: their order is their meaning. */
export function createUpdateReducer(parts: UpdateParts): (update: Td.Update) => void {
  return (update) => {
    if (!reduceChat(parts, update) && !reduceMessage(parts, update)) reduceOther(parts, update)
  }
}

function reduceChat(parts: UpdateParts, update: Td.Update): boolean {
  const { conversations, drafts, model, people } = parts
  switch (update._) {
    case 'updateNewChat':
      model.addChat(update.chat)
      drafts.onRemoteDraft(update.chat.id, update.chat.draft_message)
      return true
    case 'updateChatTitle':
      model.change(update.chat_id, (chat) => {
        chat.title = update.title
        people.saveChat(chat.id, chat.title, chat.accentColorId)
      })
      conversations.onChatChanged(update.chat_id)
      return true
    case 'updateChatAccentColors':
      model.change(update.chat_id, (chat) => {
        chat.accentColorId = update.accent_color_id
        people.saveChat(chat.id, chat.title, chat.accentColorId)
      })
      return true
    case 'updateChatPermissions':
      model.change(update.chat_id, (chat) => {
        chat.permissions = update.permissions
      })
      conversations.onChatChanged(update.chat_id)
      return true
    case 'updateChatLastMessage':
      model.change(update.chat_id, (chat) => {
        chat.lastMessage = update.last_message
      })
      for (const position of update.positions) model.place(update.chat_id, position)
      conversations.onLastMessage(update.chat_id)
      return true
    case 'updateChatPosition':
      model.place(update.chat_id, update.position)
      return true
    case 'updateChatReadInbox':
      model.change(update.chat_id, (chat) => {
        chat.lastReadInboxId = update.last_read_inbox_message_id
        chat.unreadCount = update.unread_count
      })
      return true
    case 'updateChatReadOutbox':
      model.change(update.chat_id, (chat) => {
        chat.lastReadOutboxId = update.last_read_outbox_message_id
      })
      return true
    case 'updateChatUnreadMentionCount':
      model.change(update.chat_id, (chat) => {
        chat.unreadMentionCount = update.unread_mention_count
      })
      return true
    case 'updateChatIsMarkedAsUnread':
      model.change(update.chat_id, (chat) => {
        chat.isMarkedUnread = update.is_marked_as_unread
      })
      return true
    case 'updateChatNotificationSettings':
      model.change(update.chat_id, (chat) => {
        chat.notifications = update.notification_settings
      })
      return true
    case 'updateScopeNotificationSettings':
      model.setScopeMute(update)
      return true
    case 'updateChatDraftMessage':
      model.change(update.chat_id, (chat) => {
        chat.draft = update.draft_message
      })
      for (const position of update.positions) model.place(update.chat_id, position)
      drafts.onRemoteDraft(update.chat_id, update.draft_message)
      return true
    case 'updateChatFolders':
      model.setFolders(update)
      return true
    case 'updateChatOnlineMemberCount':
      conversations.onOnlineCount(update.chat_id, update.online_member_count)
      return true
    case 'updateChatAction':
      conversations.onChatAction(update)
      return true
    default:
      return false
  }
}

function reduceMessage(parts: UpdateParts, update: Td.Update): boolean {
  const { conversations, model, sending } = parts
  switch (update._) {
    case 'updateNewMessage':
      conversations.onNewMessage(update.message)
      sending.onNewMessage(update.message)
      return true
    case 'updateMessageSendSucceeded':
      conversations.onMessageReplaced(update.old_message_id, update.message)
      sending.onSendSucceeded(update.old_message_id, update.message)
      return true
    case 'updateMessageSendFailed':
      conversations.onMessageReplaced(update.old_message_id, update.message)
      sending.onSendFailed(update)
      model.change(update.message.chat_id, (chat) => {
        if (chat.lastMessage?.id === update.old_message_id) chat.lastMessage = update.message
      })
      return true
    case 'updateMessageContent':
      model.change(update.chat_id, (chat) => {
        if (chat.lastMessage?.id !== update.message_id) return
        chat.lastMessage = { ...chat.lastMessage, content: update.new_content }
      })
      conversations.onMessageContent(update)
      return true
    case 'updateMessageEdited':
      conversations.onMessageEdited(update)
      return true
    case 'updateMessageMentionRead':
      model.change(update.chat_id, (chat) => {
        chat.unreadMentionCount = update.unread_mention_count
      })
      conversations.onMentionRead(update.chat_id, update.message_id)
      return true
    case 'updateDeleteMessages':
      // TDLib forgets messages of its memory too; only what is gone for good is gone for us.
      if (update.is_permanent && !update.from_cache) {
        conversations.onDeleted(update.chat_id, update.message_ids)
        sending.onDeleted(update.chat_id, update.message_ids)
      }
      return true
    default:
      return false
  }
}

function reduceOther(parts: UpdateParts, update: Td.Update): void {
  const { conversations, groups, model, people, session } = parts
  switch (update._) {
    case 'updateUser':
      people.saveUser(update.user)
      model.change(chatOfUser(update.user.id), () => undefined)
      if (update.user.id === people.selfId) showSelf(parts, update.user)
      break
    case 'updateUserStatus':
      people.saveStatus(update.user_id, update.status)
      conversations.onUserStatus(update.user_id)
      break
    case 'updateBasicGroup':
      groups.saveBasicGroup(update.basic_group)
      conversations.onGroupChanged(chatOfBasicGroup(update.basic_group.id))
      break
    case 'updateSupergroup':
      groups.saveSupergroup(update.supergroup)
      conversations.onGroupChanged(chatOfSupergroup(update.supergroup.id))
      break
    case 'updateOption':
      if (update.name === 'my_id' && update.value._ === 'optionValueInteger') {
        people.selfId = Number(update.value.value)
        const user = people.findUser(people.selfId)
        if (user !== undefined) showSelf(parts, user)
      }
      break
    case 'updateConnectionState':
      session.update({ connection: readConnection(update.state) })
      break
    default:
  }
}

function showSelf({ people, session }: UpdateParts, user: Td.user): void {
  const username = user.usernames?.editable_username ?? ''
  const me = {
    id: user.id as NonNullable<SessionView['me']>['id'],
    name: people.nameUser(user.id),
    firstName: user.first_name,
    phone: user.phone_number,
  }
  session.update({ me: username === '' ? me : { ...me, username } })
}
