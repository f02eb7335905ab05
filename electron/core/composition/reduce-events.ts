import type { People } from '../telegram/people.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import { setLastMessage } from '../rows/chat-record.ts'
import type { Upgrades } from '../rows/upgrades.ts'
import type { Conversations } from '../conversation/conversations.ts'
import type { Drafts } from '../sending/drafts.ts'
import type { Groups } from '../telegram/groups.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import { chatOfUser } from '../telegram/ids.ts'
import { withContent } from '../telegram/message.ts'
import type { User } from '../telegram/users.ts'
import type { Sending } from '../sending/sending.ts'
import type { SessionState } from '../session/session-state.ts'

export interface UpdateParts {
  readonly people: People
  readonly groups: Groups
  readonly model: ChatModel
  readonly conversations: Conversations
  readonly sending: Sending
  readonly drafts: Drafts
  readonly session: SessionState
  readonly upgrades: Upgrades
}

/** Reduces Telegram's events, one after another and synchronously: their order is their meaning. */
export function createEventReducer(parts: UpdateParts): (event: TelegramEvent) => void {
  return (event) => {
    if (!reduceChat(parts, event) && !reduceMessage(parts, event)) reduceOther(parts, event)
  }
}

function reduceChat(parts: UpdateParts, event: TelegramEvent): boolean {
  const { conversations, drafts, model } = parts
  switch (event.kind) {
    case 'chat_added':
      model.addChat(event.chat)
      drafts.onRemoteDraft(event.chat.id, event.chat.draft)
      return true
    case 'chat_changed': {
      const { canMembersWrite, title } = event.changes
      model.applyChanges(event.chatId, event.changes)
      if (title !== undefined || canMembersWrite !== undefined) conversations.onChatChanged(event.chatId)
      return true
    }
    case 'last_message_changed':
      model.change(event.chatId, (chat) => {
        setLastMessage(chat, event.message)
      })
      for (const place of event.places) model.place(event.chatId, place)
      conversations.onLastMessage(event.chatId)
      return true
    case 'chat_placed':
      model.place(event.chatId, event.place)
      return true
    case 'read_moved':
      model.change(event.chatId, (chat) => {
        chat.lastReadInboxId = event.lastReadId
        chat.unreadCount = event.unreadCount
      })
      return true
    case 'read_by_others':
      model.change(event.chatId, (chat) => {
        chat.lastReadOutboxId = event.lastReadId
      })
      return true
    case 'scope_mute_changed':
      model.setScopeMute(event)
      return true
    case 'draft_changed':
      model.change(event.chatId, () => undefined)
      for (const place of event.places) model.place(event.chatId, place)
      drafts.onRemoteDraft(event.chatId, event.draft)
      return true
    case 'folders_changed':
      model.setFolders(event)
      return true
    case 'online_count_changed':
      conversations.onOnlineCount(event.chatId, event.count)
      return true
    case 'typing':
      conversations.onTyping(event)
      return true
    default:
      return false
  }
}

function reduceMessage(parts: UpdateParts, event: TelegramEvent): boolean {
  const { conversations, model, sending } = parts
  switch (event.kind) {
    case 'message_arrived':
      conversations.onNewMessage(event.message)
      sending.onNewMessage(event.message)
      return true
    case 'message_sent':
      conversations.onMessageReplaced(event.oldId, event.message)
      sending.onSendEnded(event.oldId, event.message)
      return true
    case 'message_failed':
      conversations.onMessageReplaced(event.oldId, event.message)
      sending.onSendEnded(event.oldId, event.message)
      model.change(event.message.chatId, (chat) => {
        if (chat.lastMessage?.id === event.oldId) chat.lastMessage = event.message
      })
      return true
    case 'message_changed':
      model.change(event.chatId, (chat) => {
        if (chat.lastMessage?.id === event.messageId)
          chat.lastMessage = withContent(chat.lastMessage, event.content)
        if (chat.lastWritten?.id === event.messageId)
          chat.lastWritten = withContent(chat.lastWritten, event.content)
      })
      conversations.onMessageContent(event)
      return true
    case 'message_edited':
      conversations.onMessageEdited(event)
      return true
    case 'mention_read':
      model.applyChanges(event.chatId, { unreadMentionCount: event.unreadMentionCount })
      conversations.onMentionRead(event.chatId, event.messageId)
      return true
    case 'messages_deleted':
      model.onDeleted(event.chatId, event.messageIds)
      conversations.onDeleted(event.chatId, event.messageIds)
      sending.onDeleted(event.chatId, event.messageIds)
      return true
    default:
      return false
  }
}

function reduceOther(parts: UpdateParts, event: TelegramEvent): void {
  const { conversations, groups, model, people, session, upgrades } = parts
  switch (event.kind) {
    case 'user_changed':
      people.saveUser(event.user)
      model.change(chatOfUser(event.user.id), () => undefined)
      if (event.user.id === people.selfId) showSelf(parts, event.user)
      break
    case 'user_status_changed':
      people.saveStatus(event.userId, event.status)
      conversations.onUserStatus(event.userId)
      break
    case 'group_changed':
      groups.save(event.group)
      if (event.group.successorId !== undefined) {
        upgrades.note(event.group.chatId, event.group.successorId)
      }
      conversations.onGroupChanged(event.group.chatId)
      break
    case 'own_id_told': {
      people.selfId = event.userId
      const user = people.findUser(event.userId)
      if (user !== undefined) showSelf(parts, user)
      break
    }
    case 'connection_changed':
      session.update({ connection: event.connection })
      break
    default:
  }
}

function showSelf({ people, session }: UpdateParts, user: User): void {
  const username = user.editableUsername ?? ''
  const me = {
    id: user.id,
    name: people.nameUser(user.id),
    firstName: user.firstName,
    phone: user.phone,
  }
  session.update({ me: username === '' ? me : { ...me, username } })
}
