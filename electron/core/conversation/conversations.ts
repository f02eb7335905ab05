import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { asMessageId } from '../telegram/ids.ts'
import type { Message } from '../telegram/message.ts'
import { closeChat } from '../telegram/requests.ts'
import { createConversationContext, type ConversationsOptions } from './conversation-context.ts'
import { createConversationUpdates } from './conversation-updates.ts'
import type { OpenAt } from './conversation-loader.ts'

export type Conversations = ReturnType<typeof createConversations>

/** The chats that windows have open, and what the store keeps of all others. TDLib's updates come in their order. */
export function createConversations(options: ConversationsOptions) {
  const context = createConversationContext(options)
  const { chats, client, createChat, drafts, extras, loader, openInTdlib, readFacts, state } = context
  const { model, publish } = options

  const chooseStart = (chatId: number, around: number | undefined): OpenAt => {
    if (around !== undefined) return { kind: 'message', id: around }
    const row = model.findRecord(chatId) ?? model.findView(chatId)
    return row === undefined || row.unreadCount === 0
      ? { kind: 'end' }
      : { kind: 'unread', lastReadId: row.lastReadInboxId }
  }

  return {
    ...createConversationUpdates(context),
    drafts,

    /** For one more window; the caller has subscribed it. What is known is published at once, the rest as it comes. */
    open(chatId: number, around?: number): Result<undefined, 'chat_not_found' | 'not_ready'> {
      if (model.findRecord(chatId) === undefined && model.findView(chatId) === undefined) {
        return state.isReady
          ? fail('chat_not_found', 'no such chat')
          : fail('not_ready', 'nobody is signed in')
      }
      const known = chats.get(chatId)
      if (known !== undefined) {
        known.conversation.openCount += 1
        publish([...known.conversation.readAll()])
        if (around !== undefined) void loader.load(known.conversation, { kind: 'message', id: around }, true)
        return ok()
      }
      const chat = createChat(chatId, chooseStart(chatId, around))
      chat.conversation.openCount = 1
      chats.set(chatId, chat)
      chat.conversation.publishView()
      chat.conversation.publishNotes()
      loader.showStored(chat.conversation, chat.at)
      chat.conversation.publishExtra()
      openInTdlib(chat)
      void loader.load(chat.conversation, chat.at, false)
      return ok()
    },

    close(chatId: number): void {
      const chat = chats.get(chatId)
      if (chat === undefined) return
      chat.conversation.openCount -= 1
      if (chat.conversation.openCount > 0) return
      chats.delete(chatId)
      chat.conversation.typing.clear()
      chat.conversation.loadNumber += 1
      const td = client()
      if (td !== undefined) void closeChat(td, chatId)
    },

    loadOlder(chatId: number): Result<undefined, 'not_open'> {
      const chat = chats.get(chatId)
      if (chat === undefined) return fail('not_open', 'the chat is not open')
      void loader.loadOlder(chat.conversation)
      return ok()
    },

    loadNewer(chatId: number): Result<undefined, 'not_open'> {
      const chat = chats.get(chatId)
      if (chat === undefined) return fail('not_open', 'the chat is not open')
      void loader.loadNewer(chat.conversation)
      return ok()
    },

    jumpToEnd(chatId: number): Result<undefined, 'not_open'> {
      const chat = chats.get(chatId)
      if (chat === undefined) return fail('not_open', 'the chat is not open')
      const { generation, hasNewer } = chat.conversation.progress
      if (hasNewer) void loader.load(chat.conversation, { kind: 'end' }, true)
      else chat.conversation.setProgress({ generation: generation + 1, anchor: undefined })
      return ok()
    },

    async jumpTo(
      chatId: number,
      messageId: number,
    ): Promise<Result<undefined, 'not_open' | 'message_not_found'>> {
      const chat = chats.get(chatId)
      if (chat === undefined) return fail('not_open', 'the chat is not open')
      const { conversation } = chat
      if (conversation.messages.has(messageId)) {
        const { generation } = conversation.progress
        const anchor = { messageId: asMessageId(messageId), reason: 'jump' as const }
        conversation.setProgress({ generation: generation + 1, anchor })
        return ok()
      }
      const isThere = await loader.load(conversation, { kind: 'message', id: messageId }, true)
      return isThere ? ok() : fail('message_not_found', 'the message is not in this chat any more')
    },

    readConversation(chatId: number): Iterable<PatchOp> {
      return chats.get(chatId)?.conversation.readAll() ?? []
    },

    isKnown: (chatId: number): boolean =>
      model.findRecord(chatId) !== undefined || model.findView(chatId) !== undefined,

    readWriting: (chatId: number): ConversationView['writing'] => readFacts(chatId).writing,

    findMessage: (chatId: number, id: number): Message | undefined =>
      chats.get(chatId)?.conversation.messages.find(id)?.source,

    /** The listener is told of every message that is loaded from the history; there is one. */
    listenToHistory(listener: (message: Message) => void): void {
      state.onHistoryMessage = listener
    },

    /** A message that TDLib does not have, shown at the end of its chat. */
    showExtra(view: MessageView): void {
      const views = extras.get(view.chatId) ?? new Map<MessageId, MessageView>()
      extras.set(view.chatId, views.set(view.id, view))
      chats.get(view.chatId)?.conversation.publishExtra()
    },

    dropExtra(chatId: number, id: MessageId): void {
      if (extras.get(chatId)?.delete(id) === true) chats.get(chatId)?.conversation.dropExtra(id)
    },
  }
}
