import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Clock } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { Logger } from 'pino'
import type * as Td from 'tdlib-types'
import type { Store } from '../store/store.ts'
import { asChatId, asMessageId } from '../telegram/ids.ts'
import { mapMessage } from '../telegram/map-message.ts'
import type { People } from '../telegram/people.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { ChatModel } from './chat-model.ts'
import { type ChatFacts, Conversation } from './conversation.ts'
import { ConversationLoader, type OpenAt } from './conversation-loader.ts'
import {
  type GroupSource,
  readMemberCount,
  readPresence,
  readUsername,
  readWriting,
} from './conversation-view.ts'
import type { Drafts } from './drafts.ts'
import { Replies, targetOf } from './replies.ts'

export interface ConversationsOptions {
  readonly client: () => TdClient | undefined
  readonly store: Store
  readonly people: People
  readonly groups: GroupSource
  readonly model: ChatModel
  readonly drafts: Drafts
  readonly clock: Clock
  readonly log: Logger
  readonly publish: (ops: readonly PatchOp[]) => void
  readonly isOnline: () => boolean
}

interface OpenChat {
  readonly conversation: Conversation
  readonly replies: Replies
  at: OpenAt
  memberCount: number | undefined
}

export type Conversations = ReturnType<typeof createConversations>

/** Where a message is kept while nothing about it is certain but its text; see the interrupted ones of `sending`. */
type Extras = Map<number, Map<MessageId, MessageView>>

/** The chats that windows have open, and what the store keeps of all others. TDLib's updates come in their order. */
export function createConversations(options: ConversationsOptions) {
  const { clock, drafts, groups, log, model, people, publish, store } = options
  const chats = new Map<number, OpenChat>()
  const extras: Extras = new Map()
  let isReady = false
  const client = (): TdClient | undefined => (isReady ? options.client() : undefined)
  const findUser = (userId: number): Td.user | undefined => people.findUser(userId)
  const sources = { groups, findUser }

  const readFacts = (chatId: number): ChatFacts => {
    const draft = drafts.read(chatId)
    const record = model.findRecord(chatId)
    const kind = model.findView(chatId)?.kind
    if (record === undefined) return { writing: kind === 'channel' ? 'channel_reader' : 'allowed', draft }
    const memberCount = chats.get(chatId)?.memberCount ?? readMemberCount(record, sources)
    const presence = readPresence(record, sources)
    const username = readUsername(record, sources)
    return {
      ...(memberCount === undefined ? {} : { memberCount }),
      ...(record.onlineCount > 0 ? { onlineCount: record.onlineCount } : {}),
      ...(presence === undefined ? {} : { presence }),
      ...(username === undefined ? {} : { username }),
      writing: readWriting(record, sources),
      draft,
    }
  }

  const save = (messages: readonly Td.message[], map: (message: Td.message) => MessageView): void => {
    // A pending message has no id that lasts; TDLib keeps it.
    const kept = messages.filter((message) => message.sending_state === undefined)
    if (kept.length > 0) store.saveMessages(kept.map(map))
  }

  /** What the answered messages say comes a little later than the messages that answer them. */
  const resolveReplies = async (chat: OpenChat, messages: readonly Td.message[]): Promise<void> => {
    const td = client()
    if (td === undefined) return
    for (const id of await chat.replies.resolve(td, messages)) {
      const source = chat.conversation.messages.find(id)?.source
      const view = source === undefined ? undefined : chat.conversation.update(source)
      if (view?.state === 'sent') store.saveMessages([view])
    }
  }

  const loader = new ConversationLoader({
    client,
    store,
    model,
    clock,
    log,
    isOnline: options.isOnline,
    onLoaded: (conversation, messages) => {
      const chat = chats.get(conversation.chatId)
      if (chat === undefined) return
      save(messages, (message) => chat.replies.map(message))
      void resolveReplies(chat, messages)
    },
  })

  const createChat = (chatId: number, at: OpenAt): OpenChat => {
    const replies: Replies = new Replies(people, (id) => conversation.messages.find(id)?.source)
    const conversation: Conversation = new Conversation({
      chatId,
      clock,
      publish,
      readFacts: () => readFacts(chatId),
      map: (message) => replies.map(message),
      readExtra: () => [...(extras.get(chatId)?.values() ?? [])],
    })
    return { conversation, replies, at, memberCount: undefined }
  }

  const findMembers = async (chat: OpenChat): Promise<void> => {
    const type = model.findRecord(chat.conversation.chatId)?.type
    if (type?._ !== 'chatTypeSupergroup') return
    const info = await client()?.invoke({ _: 'getSupergroupFullInfo', supergroup_id: type.supergroup_id })
    if (info?.ok !== true || info.value.member_count === 0) return
    chat.memberCount = info.value.member_count
    chat.conversation.publishView()
  }

  /** TDLib keeps an open chat current: member counts, online counts, channels that are not watched otherwise. */
  const openInTdlib = (chat: OpenChat): void => {
    void client()?.invoke({ _: 'openChat', chat_id: chat.conversation.chatId })
    void findMembers(chat)
  }

  const chooseStart = (chatId: number, around: number | undefined): OpenAt => {
    if (around !== undefined) return { kind: 'message', id: around }
    const row = model.findRecord(chatId) ?? model.findView(chatId)
    return row === undefined || row.unreadCount === 0
      ? { kind: 'end' }
      : { kind: 'unread', lastReadId: row.lastReadInboxId }
  }

  /** Shows a changed message, its replies, and keeps it; one that no window shows is asked for to be kept. */
  const changeMessage = (chatId: number, id: number, change: (message: Td.message) => Td.message): void => {
    const chat = chats.get(chatId)
    const source = chat?.conversation.messages.find(id)?.source
    if (chat === undefined || source === undefined) {
      void refresh(chatId, id)
      return
    }
    const view = chat.conversation.update(change(source))
    if (view?.state === 'sent') store.saveMessages([view])
    showRepliesTo(chat, new Set([id]))
  }

  const refresh = async (chatId: number, id: number): Promise<void> => {
    const found = await client()?.invoke({ _: 'getMessageLocally', chat_id: chatId, message_id: id })
    if (found?.ok !== true) return
    const chat = chats.get(chatId)
    save([found.value], (message) => mapClosed(message))
    chat?.conversation.update(found.value)
    chat?.replies.forget(id)
  }

  const showRepliesTo = (chat: OpenChat, ids: ReadonlySet<number>): void => {
    const answers = [...chat.conversation.messages.all()].flatMap(({ source }) => {
      const target = source === undefined ? undefined : targetOf(source)
      return source !== undefined && target !== undefined && ids.has(target) ? [source] : []
    })
    for (const answer of answers) chat.conversation.update(answer)
  }

  const mapClosed = (message: Td.message): MessageView => mapMessage(message, people, () => undefined)

  const publishView = (chatId: number): void => {
    chats.get(chatId)?.conversation.publishView()
  }

  return {
    /** For one more window; the caller has subscribed it. What is known is published at once, the rest as it comes. */
    open(chatId: number, around?: number): Result<undefined, 'chat_not_found' | 'not_ready'> {
      if (model.findRecord(chatId) === undefined && model.findView(chatId) === undefined) {
        return isReady ? fail('chat_not_found', 'no such chat') : fail('not_ready', 'nobody is signed in')
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
      void client()?.invoke({ _: 'closeChat', chat_id: chatId })
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

    findMessage: (chatId: number, id: number): Td.message | undefined =>
      chats.get(chatId)?.conversation.messages.find(id)?.source,

    /** A message that TDLib does not have, shown at the end of its chat. */
    showExtra(view: MessageView): void {
      const views = extras.get(view.chatId) ?? new Map<MessageId, MessageView>()
      extras.set(view.chatId, views.set(view.id, view))
      chats.get(view.chatId)?.conversation.publishExtra()
    },

    dropExtra(chatId: number, id: MessageId): void {
      if (extras.get(chatId)?.delete(id) === true) chats.get(chatId)?.conversation.dropExtra(id)
    },

    onNewMessage(message: Td.message): void {
      const chat = chats.get(message.chat_id)
      if (chat === undefined) {
        save([message], mapClosed)
        return
      }
      const { conversation, replies } = chat
      conversation.typing.stop(keyOf(message.sender_id))
      save([message], (one) => replies.map(one))
      const isOwnNew = message.sending_state?._ === 'messageSendingStatePending'
      if (!conversation.progress.hasNewer) {
        conversation.append(message)
        void resolveReplies(chat, [message])
      } else if (isOwnNew) void loader.load(conversation, { kind: 'end' }, true)
    },

    onMessageReplaced(oldId: number, message: Td.message): void {
      const chat = chats.get(message.chat_id)
      chat?.conversation.replace(oldId, message)
      save([message], (one) => chat?.replies.map(one) ?? mapClosed(one))
    },

    onMessageContent(update: Td.updateMessageContent): void {
      const { chat_id: chatId, message_id: id, new_content: content } = update
      changeMessage(chatId, id, (message) => ({ ...message, content }))
    },

    onMessageEdited(update: Td.updateMessageEdited): void {
      const { chat_id: chatId, message_id: id, edit_date } = update
      changeMessage(chatId, id, (message) => ({ ...message, edit_date }))
    },

    onMentionRead(chatId: number, id: number): void {
      changeMessage(chatId, id, (message) => ({ ...message, contains_unread_mention: false }))
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

    onChatAction(update: Td.updateChatAction): void {
      const { action, chat_id: chatId, sender_id: sender } = update
      const chat = chats.get(chatId)
      if (chat === undefined) return
      const name = people.nameShort(sender)
      if (action._ === 'chatActionCancel' || name === '') chat.conversation.typing.stop(keyOf(sender))
      else chat.conversation.typing.start(keyOf(sender), name)
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
      isReady = true
      for (const chat of chats.values()) {
        openInTdlib(chat)
        void loader.load(chat.conversation, chat.at, false)
      }
    },

    /** Signed out: nothing of the account stays on screen. */
    clear(): void {
      isReady = false
      extras.clear()
      for (const [chatId, { conversation }] of chats) {
        conversation.typing.clear()
        conversation.loadNumber += 1
        publish([{ op: 'clear_messages', chatId: asChatId(chatId) }])
      }
      chats.clear()
    },
  }
}

function keyOf(sender: Td.MessageSender): string {
  return sender._ === 'messageSenderUser' ? `user:${sender.user_id}` : `chat:${sender.chat_id}`
}
