import { fail, ok, type Result } from '#shared/lib/result.ts'
import { asChatId, asMessageId } from '../telegram/ids.ts'
import { closeChat, openChat } from '../telegram/requests.ts'
import { Conversation } from './conversation.ts'
import type { ConversationContext } from './conversation-context.ts'
import type { ConversationFacts } from './conversation-facts.ts'
import type { ConversationLoader, OpenAt } from './conversation-loader.ts'
import type { ExtraMessages } from './extra-messages.ts'
import type { OpenChat } from './open-chats.ts'
import { Replies } from './replies.ts'

export type OpenResult = Result<undefined, 'chat_not_found' | 'not_ready'>
export type MoveResult = Result<undefined, 'not_open'>
export type JumpResult = Result<undefined, 'not_open' | 'message_not_found'>

export interface ChatOpeningOptions extends Pick<
  ConversationContext,
  'client' | 'clock' | 'model' | 'people' | 'publish' | 'readNotes' | 'upgrades'
> {
  /** The open chats; no other part adds or removes any. */
  readonly chats: Map<number, OpenChat>
  /** Somebody is signed in, and TDLib knows the chats. */
  readonly isReady: () => boolean
  readonly loader: Pick<ConversationLoader, 'load' | 'loadNewer' | 'loadOlder' | 'showStored'>
  readonly facts: Pick<ConversationFacts, 'findMembers' | 'read'>
  readonly extras: Pick<ExtraMessages, 'read'>
}

/** Opens chats for windows, moves through their history, and closes them with the last window. */
export class ChatOpening {
  readonly #options: ChatOpeningOptions

  constructor(options: ChatOpeningOptions) {
    this.#options = options
  }

  open(chatId: number, around: number | undefined): OpenResult {
    const { chats, isReady, loader, publish } = this.#options
    if (!this.isKnown(chatId)) {
      return isReady() ? fail('chat_not_found', 'no such chat') : fail('not_ready', 'nobody is signed in')
    }
    const known = chats.get(chatId)?.conversation
    if (known !== undefined) {
      known.openCount += 1
      publish([...known.readAll()])
      if (around !== undefined) void loader.load(known, { kind: 'message', id: around }, true)
      return ok()
    }
    const chat = this.#createChat(chatId, this.#chooseStart(chatId, around))
    const { conversation } = chat
    conversation.openCount = 1
    chats.set(chatId, chat)
    conversation.publishView()
    conversation.publishNotes()
    loader.showStored(conversation, chat.at)
    conversation.publishExtra()
    this.#openAtTelegram(chat)
    return ok()
  }

  close(chatId: number): void {
    const { chats, client } = this.#options
    const conversation = chats.get(chatId)?.conversation
    if (conversation === undefined) return
    conversation.openCount -= 1
    if (conversation.openCount > 0) return
    chats.delete(chatId)
    abandon(conversation)
    const td = client()
    if (td !== undefined) void closeChat(td, chatId)
  }

  loadOlder(chatId: number): MoveResult {
    return this.#move(chatId, (conversation) => void this.#options.loader.loadOlder(conversation))
  }

  loadNewer(chatId: number): MoveResult {
    return this.#move(chatId, (conversation) => void this.#options.loader.loadNewer(conversation))
  }

  jumpToEnd(chatId: number): MoveResult {
    return this.#move(chatId, (conversation) => {
      const { generation, hasNewer } = conversation.progress
      if (hasNewer) void this.#options.loader.load(conversation, { kind: 'end' }, true)
      else conversation.setProgress({ generation: generation + 1, anchor: undefined })
    })
  }

  async jumpTo(chatId: number, messageId: number): Promise<JumpResult> {
    const { chats, loader } = this.#options
    const conversation = chats.get(chatId)?.conversation
    if (conversation === undefined) return refuseClosed()
    if (conversation.messages.has(messageId)) {
      const { generation } = conversation.progress
      const anchor = { messageId: asMessageId(messageId), reason: 'jump' as const }
      conversation.setProgress({ generation: generation + 1, anchor })
      return ok()
    }
    const isThere = await loader.load(conversation, { kind: 'message', id: messageId }, true)
    return isThere ? ok() : fail('message_not_found', 'the message is not in this chat any more')
  }

  isKnown(chatId: number): boolean {
    const { model, upgrades } = this.#options
    if (upgrades.findSuccessor(chatId) !== undefined) return false
    return model.findRecord(chatId) !== undefined || model.findView(chatId) !== undefined
  }

  /** Signed in: chats that were opened from the store are loaded now. */
  loadAll(): void {
    for (const chat of this.#options.chats.values()) this.#openAtTelegram(chat)
  }

  /** Signed out: nothing of the account stays on screen. */
  clear(): void {
    const { chats, publish } = this.#options
    for (const [chatId, { conversation }] of chats) {
      abandon(conversation)
      publish([{ op: 'clear_messages', chatId: asChatId(chatId) }])
    }
    chats.clear()
  }

  #move(chatId: number, move: (conversation: Conversation) => void): MoveResult {
    const conversation = this.#options.chats.get(chatId)?.conversation
    if (conversation === undefined) return refuseClosed()
    move(conversation)
    return ok()
  }

  #chooseStart(chatId: number, around: number | undefined): OpenAt {
    const { model, upgrades } = this.#options
    if (around !== undefined) return { kind: 'message', id: around }
    const before = model.findRecord(upgrades.findPredecessor(chatId) ?? 0)
    if (before !== undefined && before.unreadCount > 0) {
      return {
        kind: 'unread',
        lastReadId: upgrades.place(before.id, asMessageId(before.lastReadInboxId)).messageId,
      }
    }
    const row = model.findRecord(chatId) ?? model.findView(chatId)
    return row === undefined || row.unreadCount === 0
      ? { kind: 'end' }
      : { kind: 'unread', lastReadId: row.lastReadInboxId }
  }

  #createChat(chatId: number, at: OpenAt): OpenChat {
    const { clock, extras, facts, people, publish, readNotes, upgrades } = this.#options
    const replies: Replies = new Replies(people, upgrades, (id) => conversation.messages.find(id)?.source)
    const conversation: Conversation = new Conversation({
      chatId,
      clock,
      publish,
      readFacts: () => facts.read(chatId),
      map: (message) => replies.map(message),
      readNotes: () => readNotes(chatId),
      readExtra: () => extras.read(chatId),
    })
    return { conversation, replies, at, memberCount: undefined }
  }

  #openAtTelegram(chat: OpenChat): void {
    const { client, facts, loader } = this.#options
    const td = client()
    if (td !== undefined) void openChat(td, chat.conversation.chatId)
    void facts.findMembers(chat)
    void loader.load(chat.conversation, chat.at, false)
  }
}

/** Nobody looks at the conversation any more: what is still being loaded for it is not wanted. */
function abandon(conversation: Conversation): void {
  conversation.typing.clear()
  conversation.loadNumber += 1
}

function refuseClosed(): Result<never, 'not_open'> {
  return fail('not_open', 'the chat is not open')
}
