import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { Conversations } from '../conversation/conversations.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessagePlace, Upgrades } from '../rows/upgrades.ts'
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
  rows: { upgrades },
}: {
  readonly conversations: Pick<Conversations, 'isKnown'>
  readonly drafts: Drafts
  readonly sending: Sending
  readonly rows: { readonly upgrades: Pick<Upgrades, 'locate'> }
}): Pick<Handlers<CoreContract>, MessagesMethod> {
  const locate = ({ chatId, messageId }: MessagePlace): MessagePlace => upgrades.locate(chatId, messageId)
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
    'messages.retry': (input) => {
      const { chatId, messageId } = locate(input)
      return sending.retry(chatId, messageId)
    },
    'messages.discard': (input) => {
      const { chatId, messageId } = locate(input)
      return sending.discard(chatId, messageId)
    },
    'messages.edit': ({ text, ...input }) => {
      const { chatId, messageId } = locate(input)
      return sending.edit(chatId, messageId, text)
    },
    'messages.delete': ({ chatId, forAll, messageIds }) =>
      forEachChat(upgrades, chatId, messageIds, (id, ids) => sending.remove(id, ids, forAll)),
    'messages.getAbilities': (input) => {
      const { chatId, messageId } = locate(input)
      return sending.getAbilities(chatId, messageId, chatId === input.chatId)
    },
    'messages.view': ({ chatId, messageIds }) =>
      forEachChat(upgrades, chatId, messageIds, (id, ids) => sending.view(id, ids)),
  }
}

/** A conversation shows messages of two chats when its chat was upgraded: a call for each chat, until one fails. */
async function forEachChat<Code extends string>(
  upgrades: Pick<Upgrades, 'locate'>,
  chatId: ChatId,
  messageIds: readonly MessageId[],
  call: (chatId: ChatId, messageIds: readonly MessageId[]) => Promise<Result<undefined, Code>>,
): Promise<Result<undefined, Code>> {
  const byChat = Map.groupBy(
    messageIds.map((messageId) => upgrades.locate(chatId, messageId)),
    (place) => place.chatId,
  )
  if (byChat.size === 0) return call(chatId, [])
  for (const [id, places] of byChat) {
    const done = await call(
      id,
      places.map(({ messageId }) => messageId),
    )
    if (!done.ok) return done
  }
  return ok()
}
