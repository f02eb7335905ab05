import type { EventOf } from '../telegram/events.ts'
import { type Message, withContent, withEditDate, withReadMention } from '../telegram/message.ts'
import { keyOfSender } from '../telegram/sender.ts'
import type { ConversationContext } from './conversation-context.ts'
import type { ConversationLoader } from './conversation-loader.ts'
import type { KeptMessages } from './kept-messages.ts'
import type { OpenChats } from './open-chats.ts'

/** Telegram's events of messages and chats, told in their order. */
export interface ConversationUpdates {
  onNewMessage(message: Message): void
  /** A message was sent or failed; it had `oldId` until now. */
  onMessageReplaced(oldId: number, message: Message): void
  onMessageContent(event: EventOf<'message_changed'>): void
  onMessageEdited(event: EventOf<'message_edited'>): void
  onMentionRead(chatId: number, id: number): void
  /** Messages were deleted for good. */
  onDeleted(chatId: number, ids: readonly number[]): void
  /** The chat has a newer last message. Is called after the chat's record has it. */
  onLastMessage(chatId: number): void
  onTyping(event: EventOf<'typing'>): void
  onChatChanged(chatId: number): void
  onGroupChanged(chatId: number): void
  /** A private chat has the id of its user. */
  onUserStatus(userId: number): void
  onOnlineCount(chatId: number, onlineCount: number): void
}

export interface ConversationUpdatesOptions extends Pick<ConversationContext, 'model' | 'people'> {
  readonly chats: OpenChats
  readonly loader: Pick<ConversationLoader, 'load' | 'loadNewer'>
  readonly messages: Pick<KeptMessages, 'change' | 'drop' | 'findReplied' | 'keep'>
}

/** Follows Telegram's events: shown where a window looks, kept in the store everywhere. */
export function createConversationUpdates(options: ConversationUpdatesOptions): ConversationUpdates {
  const { chats, messages } = options
  const publishView = (chatId: number): void => chats.get(chatId)?.conversation.publishView()
  return {
    onNewMessage: (message) => showNew(options, message),
    onMessageReplaced: (oldId, message) => {
      chats.get(message.chatId)?.conversation.replace(oldId, message)
      messages.keep(message.chatId, [message])
    },
    onMessageContent: ({ chatId, content, messageId }) =>
      messages.change(chatId, messageId, (message) => withContent(message, content)),
    onMessageEdited: ({ chatId, editedS, messageId }) =>
      messages.change(chatId, messageId, (message) => withEditDate(message, editedS)),
    onMentionRead: (chatId, id) => messages.change(chatId, id, withReadMention),
    onDeleted: (chatId, ids) => messages.drop(chatId, ids),
    onLastMessage: (chatId) => fillGap(options, chatId),
    onTyping: (event) => showTyping(options, event),
    onChatChanged: publishView,
    onGroupChanged: publishView,
    onUserStatus: publishView,
    onOnlineCount: (chatId, onlineCount) => {
      const record = options.model.findRecord(chatId)
      if (record !== undefined) record.onlineCount = onlineCount
      publishView(chatId)
    },
  }
}

function showNew({ chats, loader, messages }: ConversationUpdatesOptions, message: Message): void {
  const chat = chats.get(message.chatId)
  chat?.conversation.typing.stop(keyOfSender(message.sender))
  messages.keep(message.chatId, [message])
  if (chat === undefined) return
  const { conversation } = chat
  if (!conversation.progress.hasNewer) {
    conversation.append(message)
    void messages.findReplied(chat, [message])
  } else if (message.state === 'pending') {
    // A user who writes wants to see the message.
    void loader.load(conversation, { kind: 'end' }, true)
  }
}

/**
 * After a long absence, messages that TDLib did not announce one by one leave a gap before the last one: loads it.
 */
function fillGap({ chats, loader, model }: ConversationUpdatesOptions, chatId: number): void {
  const conversation = chats.get(chatId)?.conversation
  const lastId = model.findRecord(chatId)?.lastMessage?.id
  if (conversation === undefined || lastId === undefined) return
  const { messages, progress } = conversation
  if (progress.state !== 'ready' || progress.isLoadingOlder || progress.hasNewer) return
  if (messages.has(lastId) || lastId <= (messages.newestId ?? 0)) return
  conversation.setProgress({ hasNewer: true })
  void loader.loadNewer(conversation)
}

function showTyping(
  { chats, people }: ConversationUpdatesOptions,
  { chatId, isTyping, sender }: EventOf<'typing'>,
): void {
  const typing = chats.get(chatId)?.conversation.typing
  if (typing === undefined) return
  const name = people.nameShort(sender)
  if (!isTyping || name === '') typing.stop(keyOfSender(sender))
  else typing.start(keyOfSender(sender), name)
}
