import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Slot } from '#shared/lib/slot.ts'
import type { Message } from '../telegram/message.ts'
import type { TdClient } from '../telegram/td-client.ts'
import { ChatOpening, type JumpResult, type MoveResult, type OpenResult } from './chat-opening.ts'
import type { ConversationContext } from './conversation-context.ts'
import { compareLoaded } from './compare-loaded.ts'
import { ConversationFacts, type DraftPort } from './conversation-facts.ts'
import { ConversationLoader } from './conversation-loader.ts'
import { type ConversationUpdates, createConversationUpdates } from './conversation-updates.ts'
import { ExtraMessages } from './extra-messages.ts'
import { JoinedHistory } from './joined-history.ts'
import { KeptMessages } from './kept-messages.ts'
import type { OpenChat } from './open-chats.ts'
import { placeUpdates } from './place-updates.ts'

/** The chats that windows have open, and what the store keeps of all others. */
export interface Conversations extends ConversationUpdates {
  /** What is in the composers. */
  readonly drafts: Slot<DraftPort>
  /**
   * For one more window; the caller has subscribed it. What is known is published at once, the rest as it comes.
   * `around`: the message to open the chat at, by default its first unread message or its end.
   */
  open(chatId: number, around?: number): OpenResult
  /** One window has it open no longer. */
  close(chatId: number): void
  loadOlder(chatId: number): MoveResult
  loadNewer(chatId: number): MoveResult
  jumpToEnd(chatId: number): MoveResult
  /** Resolves when the message is shown, or is known to be gone. */
  jumpTo(chatId: number, messageId: number): Promise<JumpResult>
  /** All that a window with this chat open holds of it; nothing when the chat is not open. */
  readConversation(chatId: number): Iterable<PatchOp>
  /** The chat is in the list, from TDLib or from the store. */
  isKnown(chatId: number): boolean
  /** Whether this account can write into the chat, and why not. */
  readWriting(chatId: number): ConversationView['writing']
  /** The listener is told of every message that is loaded from the history. */
  listenToHistory(listener: (message: Message) => void): void
  /** A message that TDLib does not have, shown at the end of its chat. */
  showExtra(view: MessageView): void
  dropExtra(chatId: number, id: MessageId): void
  /** Signed in: chats that were opened from the store are loaded now. */
  onReady(): void
  /** Signed out: nothing of the account stays on screen. */
  clear(): void
}

/** Ties the parts together; nothing is asked of TDLib before `onReady`. */
export function createConversations(context: ConversationContext): Conversations {
  let isReady = false
  const client = (): TdClient | undefined => (isReady ? context.client() : undefined)
  const chats = new Map<number, OpenChat>()
  const own = { ...context, client, chats, isReady: () => isReady }
  const facts = new ConversationFacts(own)
  const extras = new ExtraMessages(chats)
  const messages = new KeptMessages(own)
  const history = new JoinedHistory(context.upgrades)
  const loader = new ConversationLoader({
    ...own,
    history,
    onLoaded: (conversation, loaded) => {
      messages.keepLoaded(conversation, loaded)
      void compareLoaded(own, conversation, loaded)
    },
  })
  const opening = new ChatOpening({ ...own, facts, extras, loader })
  context.upgrades.onNote((_from, to) => {
    // The conversation may have been loaded to the beginning of its own chat.
    const progress = chats.get(to)?.conversation.progress
    if (progress?.hasOlder === false) chats.get(to)?.conversation.setProgress({ hasOlder: true })
  })
  return {
    ...placeUpdates(createConversationUpdates({ ...own, loader, messages }), context.upgrades),
    drafts: facts.drafts,
    open: (chatId, around) => opening.open(chatId, around),
    close: (chatId) => opening.close(chatId),
    loadOlder: (chatId) => opening.loadOlder(chatId),
    loadNewer: (chatId) => opening.loadNewer(chatId),
    jumpToEnd: (chatId) => opening.jumpToEnd(chatId),
    jumpTo: (chatId, messageId) => opening.jumpTo(chatId, messageId),
    readConversation: (chatId) => chats.get(chatId)?.conversation.readAll() ?? [],
    isKnown: (chatId) => opening.isKnown(chatId),
    readWriting: (chatId) => facts.readWriting(chatId),
    listenToHistory: (listener) => void messages.loaded.on(listener),
    showExtra: (view) => extras.show(view),
    dropExtra: (chatId, id) => extras.drop(chatId, id),
    onReady: () => {
      isReady = true
      opening.loadAll()
    },
    clear: () => {
      isReady = false
      history.clear()
      extras.clear()
      facts.clear()
      opening.clear()
    },
  }
}
