import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { ok } from '#shared/lib/result.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import { asChatId } from '../telegram/ids.ts'
import type { WindowStream } from '../stream/window-stream.ts'
import type { Conversations } from './conversations.ts'

export interface ConversationHandlerParts {
  readonly conversations: Conversations
}

/** The calls about writing in a chat belong to `sending`. */
type ConversationMethod = Exclude<
  Extract<keyof CoreContract, `conversation.${string}`>,
  'conversation.setDraft' | 'conversation.setTyping'
>

export interface ConversationHandlers {
  readonly handlers: Pick<Handlers<CoreContract>, ConversationMethod>
  /** The chat is not shown any more: the window forgets it, and is told that there is no such chat. */
  closeChat(chatId: number): void
  /** The window is gone: it has no chat open any more. */
  closeAll(): void
}

/** Chats that one window has open. */
export function createConversationHandlers(
  { conversations }: ConversationHandlerParts,
  window: WindowStream,
): ConversationHandlers {
  const open = new Set<ChatId>()
  const close = (chatId: ChatId, last?: ConversationView): void => {
    if (!open.delete(chatId)) return
    window.closeConversation(chatId, last)
    conversations.close(chatId)
  }
  return {
    closeChat: (chatId) => close(asChatId(chatId), makeGone(asChatId(chatId))),
    closeAll: () => {
      for (const chatId of open) close(chatId)
    },
    handlers: {
      'conversation.open': ({ around, chatId }) => {
        // A chat that is opened again starts anew: at the first unread message, or where this call says.
        close(chatId)
        window.openConversation(chatId)
        const opened = conversations.open(chatId, around)
        if (opened.ok) open.add(chatId)
        else window.closeConversation(chatId)
        return opened
      },
      'conversation.close': ({ chatId }) => {
        close(chatId)
        return ok()
      },
      'conversation.loadOlder': ({ chatId }) => conversations.loadOlder(chatId),
      'conversation.loadNewer': ({ chatId }) => conversations.loadNewer(chatId),
      'conversation.jumpToEnd': ({ chatId }) => conversations.jumpToEnd(chatId),
      'conversation.jumpTo': ({ chatId, messageId }) => conversations.jumpTo(chatId, messageId),
    },
  }
}

function makeGone(chatId: ChatId): ConversationView {
  return {
    chatId,
    state: 'failed',
    problem: 'not_found',
    generation: 1,
    hasOlder: false,
    hasNewer: false,
    isLoadingOlder: false,
    isLoadingNewer: false,
    typing: [],
    writing: 'not_member',
    draft: { text: '' },
  }
}
