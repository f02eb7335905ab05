import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { NoteView } from '#shared/contract/entities/team.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Clock } from '#shared/lib/clock.ts'
import { Slot } from '#shared/lib/slot.ts'
import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'
import { type Message, viewMessage } from '../telegram/message.ts'
import type { People } from '../telegram/people.ts'
import { countMembers, openChat, readKnownMessage } from '../telegram/requests.ts'
import type { RequestQueue } from '../telegram/request-queue.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import { type ChatFacts, Conversation } from './conversation.ts'
import { ConversationLoader, type OpenAt } from './conversation-loader.ts'
import {
  type GroupSource,
  readMemberCount,
  readPresence,
  readUsername,
  readWriting,
} from './conversation-view.ts'
import { GroupMembers } from './group-members.ts'
import { Replies } from './replies.ts'

export interface ConversationsOptions {
  readonly client: () => TdClient | undefined
  readonly store: Store
  readonly people: People
  readonly groups: GroupSource
  readonly model: ChatModel
  readonly clock: Clock
  readonly log: Logger
  readonly publish: (ops: readonly PatchOp[]) => void
  readonly isOnline: () => boolean
  readonly requests: Pick<RequestQueue, 'caller'>
  readonly readNotes: (chatId: number) => readonly NoteView[]
  readonly isStaff: (userId: number) => boolean
}

export interface OpenChat {
  readonly conversation: Conversation
  readonly replies: Replies
  readonly at: OpenAt
  /** As TDLib's full info tells it, where the updates of the group do not. */
  memberCount: number | undefined
}

/** What is in the composers, which lies above the chats. */
export interface DraftPort {
  read(chatId: number): ConversationView['draft']
}

export type ConversationContext = ReturnType<typeof createConversationContext>

/** What opening chats and following TDLib's updates share: the open chats, and how their messages are shown and kept. */
export function createConversationContext(options: ConversationsOptions) {
  const { clock, groups, log, model, people, publish, store } = options
  const chats = new Map<number, OpenChat>()
  const drafts = new Slot<DraftPort>({ read: () => ({ text: '' }) })
  /** Messages that TDLib does not have: texts whose sending was interrupted. */
  const extras = new Map<number, Map<MessageId, MessageView>>()
  const state: { isReady: boolean; onHistoryMessage: (message: Message) => void } = {
    isReady: false,
    onHistoryMessage: () => undefined,
  }
  const client = (): TdClient | undefined => (state.isReady ? options.client() : undefined)
  const findUser = (userId: number) => people.findUser(userId)
  const sources = { groups, findUser }
  const members = new GroupMembers(clock)

  const readFacts = (chatId: number): ChatFacts => {
    const draft = drafts.current.read(chatId)
    const record = model.findRecord(chatId)
    const kind = model.findView(chatId)?.kind
    if (record === undefined) return { writing: kind === 'channel' ? 'channel_reader' : 'allowed', draft }
    const memberCount = readMemberCount(record, sources) ?? chats.get(chatId)?.memberCount
    const staffCount = members.find(chatId)?.filter((userId) => options.isStaff(userId)).length
    const presence = readPresence(record, sources)
    const username = readUsername(record, sources)
    return {
      ...(memberCount === undefined ? {} : { memberCount }),
      ...(staffCount === undefined ? {} : { staffCount }),
      ...(record.onlineCount > 0 ? { onlineCount: record.onlineCount } : {}),
      ...(presence === undefined ? {} : { presence }),
      ...(username === undefined ? {} : { username }),
      writing: readWriting(record, sources),
      draft,
    }
  }

  const save = (messages: readonly Message[], map: (message: Message) => MessageView): void => {
    // A pending message has no id that lasts; TDLib keeps it.
    const kept = messages.filter((message) => message.state === 'sent')
    if (kept.length > 0) store.saveMessages(kept.map(map))
  }

  /** What the answered messages say comes a little later than the messages that answer them. */
  const resolveReplies = async (chat: OpenChat, messages: readonly Message[]): Promise<void> => {
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
      for (const message of messages) state.onHistoryMessage(message)
      for (const id of conversation.staleIds) void refresh(conversation.chatId, id)
      conversation.staleIds.clear()
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
      readNotes: () => options.readNotes(chatId),
      readExtra: () => [...(extras.get(chatId)?.values() ?? [])],
    })
    return { conversation, replies, at, memberCount: undefined }
  }

  const findMembers = async (chat: OpenChat): Promise<void> => {
    const { chatId } = chat.conversation
    const record = model.findRecord(chatId)
    const td = client()
    if (record === undefined || td === undefined) return
    if (record.kind === 'supergroup' || record.kind === 'channel') {
      const counted = await countMembers(td, chatId)
      if (!counted.ok || counted.value === 0) return
      chat.memberCount = counted.value
      chat.conversation.publishView()
    }
    const memberCount = readMemberCount(record, sources) ?? chat.memberCount
    if (await members.read(options.requests.caller('opened_members'), chatId, record.kind, memberCount))
      chat.conversation.publishView()
  }

  const openInTdlib = (chat: OpenChat): void => {
    const td = client()
    if (td !== undefined) void openChat(td, chat.conversation.chatId)
    void findMembers(chat)
  }

  const mapClosed = (message: Message): MessageView => viewMessage(message, people, () => undefined)

  /** Shows and keeps a message as TDLib has it now. */
  const refresh = async (chatId: number, id: number): Promise<void> => {
    const td = client()
    const found = td === undefined ? undefined : await readKnownMessage(td, chatId, id)
    if (found?.ok !== true) return
    const chat = chats.get(chatId)
    save([found.value], (message) => chat?.replies.map(message) ?? mapClosed(message))
    chat?.conversation.update(found.value)
    chat?.replies.forget(id)
  }

  return {
    chats,
    client,
    createChat,
    drafts,
    extras,
    loader,
    members,
    mapClosed,
    openInTdlib,
    refresh,
    options,
    readFacts,
    resolveReplies,
    save,
    state,
  }
}
