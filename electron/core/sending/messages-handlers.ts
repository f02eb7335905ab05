import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import { fail, ok } from '#shared/lib/result.ts'
import type { Conversations } from '../conversation/conversations.ts'
import type { Drafts } from './drafts.ts'
import type { Sending } from './sending.ts'

type MessagesMethod =
  | Extract<keyof CoreContract, `messages.${string}`>
  | 'conversation.setDraft'
  | 'conversation.setTyping'

/** The calls about writing, and about actions on messages; the same for every window. */
export function createMessagesHandlers({
  conversations,
  drafts,
  sending,
}: {
  readonly conversations: Pick<Conversations, 'isKnown'>
  readonly drafts: Drafts
  readonly sending: Sending
}): Pick<Handlers<CoreContract>, MessagesMethod> {
  return {
    'conversation.setDraft': ({ chatId, replyToMessageId, text }) =>
      conversations.isKnown(chatId)
        ? drafts.set(chatId, text, replyToMessageId)
        : fail('chat_not_found', 'no such chat'),
    'conversation.setTyping': async ({ chatId }) => {
      await sending.setTyping(chatId)
      return ok()
    },
    'messages.send': (input) => sending.send(input),
    'messages.retry': ({ chatId, messageId }) => sending.retry(chatId, messageId),
    'messages.discard': ({ chatId, messageId }) => sending.discard(chatId, messageId),
    'messages.edit': ({ chatId, messageId, text }) => sending.edit(chatId, messageId, text),
    'messages.delete': ({ chatId, forAll, messageIds }) => sending.remove(chatId, messageIds, forAll),
    'messages.getAbilities': ({ chatId, messageId }) => sending.getAbilities(chatId, messageId),
    'messages.view': ({ chatId, messageIds }) => sending.view(chatId, messageIds),
  }
}
