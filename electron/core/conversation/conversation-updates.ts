import type { EventOf } from '../telegram/events.ts'
import { asChatId, asMessageId } from '../telegram/ids.ts'
import { type Message, withContent, withEditDate, withReadMention } from '../telegram/message.ts'
import { keyOfSender } from '../telegram/sender.ts'
import type { ConversationContext, OpenChat } from './conversation-context.ts'

/** Telegram's events of messages and chats, in their order: shown where a window looks, kept in the store everywhere. */
export function createConversationUpdates(context: ConversationContext) {
  const { chats, extras, loader, mapClosed, members, openInTdlib, refresh, resolveReplies, save, state } =
    context
  const { model, people, publish, store } = context.options

  /** Shows a changed message, its replies, and keeps it; one that no window shows is asked for to be kept. */
  const changeMessage = (chatId: number, id: number, change: (message: Message) => Message): void => {
    const chat = chats.get(chatId)
    const source = chat?.conversation.messages.find(id)?.source
    if (chat === undefined || source === undefined) {
      chat?.conversation.staleIds.add(id)
      void refresh(chatId, id)
      return
    }
    const view = chat.conversation.update(change(source))
    if (view?.state === 'sent') store.saveMessages([view])
    showRepliesTo(chat, new Set([id]))
  }

  const showRepliesTo = (chat: OpenChat, ids: ReadonlySet<number>): void => {
    const answers = [...chat.conversation.messages.all()].flatMap(({ source }) => {
      const target = source?.targetId
      return source !== undefined && target !== undefined && ids.has(target) ? [source] : []
    })
    for (const answer of answers) chat.conversation.update(answer)
  }

  const publishView = (chatId: number): void => {
    chats.get(chatId)?.conversation.publishView()
  }

  return {
    onNewMessage(message: Message): void {
      const chat = chats.get(message.chatId)
      if (chat === undefined) {
        save([message], mapClosed)
        return
      }
      const { conversation, replies } = chat
      conversation.typing.stop(keyOfSender(message.sender))
      save([message], (one) => replies.map(one))
      const isOwnNew = message.state === 'pending'
      if (!conversation.progress.hasNewer) {
        conversation.append(message)
        void resolveReplies(chat, [message])
      } else if (isOwnNew) void loader.load(conversation, { kind: 'end' }, true)
    },

    onMessageReplaced(oldId: number, message: Message): void {
      const chat = chats.get(message.chatId)
      chat?.conversation.replace(oldId, message)
      save([message], (one) => chat?.replies.map(one) ?? mapClosed(one))
    },

    onMessageContent({ chatId, content, messageId }: EventOf<'message_changed'>): void {
      changeMessage(chatId, messageId, (message) => withContent(message, content))
    },

    onMessageEdited({ chatId, editedS, messageId }: EventOf<'message_edited'>): void {
      changeMessage(chatId, messageId, (message) => withEditDate(message, editedS))
    },

    onMentionRead(chatId: number, id: number): void {
      changeMessage(chatId, id, withReadMention)
    },

    onDeleted(chatId: number, ids: readonly number[]): void {
      store.dropMessages(asChatId(chatId), ids.map(asMessageId))
      const chat = chats.get(chatId)
      if (chat === undefined) return
      chat.conversation.drop(ids)
      for (const id of ids) chat.replies.markMissing(id)
      showRepliesTo(chat, new Set(ids))
    },

    /** Messages that were never announced one by one, after a long absence, leave a gap before the last one. */
    onLastMessage(chatId: number): void {
      const chat = chats.get(chatId)
      const lastId = model.findRecord(chatId)?.lastMessage?.id
      if (chat === undefined || lastId === undefined) return
      const { messages, progress } = chat.conversation
      if (progress.state !== 'ready' || progress.isLoadingOlder || progress.hasNewer || messages.has(lastId))
        return
      if (lastId <= (messages.newestId ?? 0)) return
      chat.conversation.setProgress({ hasNewer: true })
      void loader.loadNewer(chat.conversation)
    },

    onTyping({ chatId, isTyping, sender }: EventOf<'typing'>): void {
      const chat = chats.get(chatId)
      if (chat === undefined) return
      const name = people.nameShort(sender)
      if (!isTyping || name === '') chat.conversation.typing.stop(keyOfSender(sender))
      else chat.conversation.typing.start(keyOfSender(sender), name)
    },

    onChatChanged: publishView,
    onGroupChanged: publishView,
    /** A private chat has the id of its user. */
    onUserStatus: publishView,
    onOnlineCount(chatId: number, onlineCount: number): void {
      const record = model.findRecord(chatId)
      if (record !== undefined) record.onlineCount = onlineCount
      publishView(chatId)
    },

    /** Signed in: chats that were opened from the store are loaded now. */
    onReady(): void {
      state.isReady = true
      for (const chat of chats.values()) {
        openInTdlib(chat)
        void loader.load(chat.conversation, chat.at, false)
      }
    },

    /** Signed out: nothing of the account stays on screen. */
    clear(): void {
      state.isReady = false
      extras.clear()
      members.clear()
      for (const [chatId, { conversation }] of chats) {
        conversation.typing.clear()
        conversation.loadNumber += 1
        publish([{ op: 'clear_messages', chatId: asChatId(chatId) }])
      }
      chats.clear()
    },
  }
}
