import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import type { Sending } from './sending.ts'

type MessagesMethod = Extract<keyof CoreContract, `messages.${string}`>

/** Writing and what is done with messages; the same for every window. */
export function createMessagesHandlers({
  sending,
}: {
  readonly sending: Sending
}): Pick<Handlers<CoreContract>, MessagesMethod> {
  return {
    'messages.send': (input) => sending.send(input),
    'messages.retry': ({ chatId, messageId }) => sending.retry(chatId, messageId),
    'messages.discard': ({ chatId, messageId }) => sending.discard(chatId, messageId),
    'messages.edit': ({ chatId, messageId, text }) => sending.edit(chatId, messageId, text),
    'messages.delete': ({ chatId, forAll, messageIds }) => sending.remove(chatId, messageIds, forAll),
    'messages.getAbilities': ({ chatId, messageId }) => sending.getAbilities(chatId, messageId),
    'messages.view': ({ chatId, messageIds }) => sending.view(chatId, messageIds),
  }
}
