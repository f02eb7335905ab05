import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import type { Result } from '#shared/lib/result.ts'
import { asChatId } from '../telegram/ids.ts'
import type { Upgrades } from '../rows/upgrades.ts'

/** What a window has on screen. A window follows an upgraded group by itself, when it is told of the upgrade. */
const aboutTheWindow: ReadonlySet<string> = new Set([
  'conversation.open',
  'conversation.close',
  'conversation.loadOlder',
  'conversation.loadNewer',
  'conversation.jumpToEnd',
  'conversation.jumpTo',
])

type AnyHandler = (input: unknown) => Result<unknown> | Promise<Result<unknown>>

interface Named {
  readonly chatId?: ChatId | undefined
  readonly messageId?: MessageId | undefined
  readonly replyToMessageId?: MessageId | undefined
  readonly messageIds?: readonly MessageId[] | undefined
}

/**
 * A window may name a group that was upgraded a moment ago: what it saves, sends or marks there belongs to the new
 * chat.
 */
export function redirectCalls(
  handlers: Handlers<CoreContract>,
  upgrades: Pick<Upgrades, 'findSuccessor' | 'place'>,
): Handlers<CoreContract> {
  const redirected: Record<string, AnyHandler> = {}
  for (const [name, handler] of Object.entries(handlers) as [string, AnyHandler][]) {
    redirected[name] = aboutTheWindow.has(name)
      ? handler
      : (input) => handler(redirect(input as Named | undefined, upgrades))
  }
  return redirected as unknown as Handlers<CoreContract>
}

function redirect(
  input: Named | undefined,
  upgrades: Pick<Upgrades, 'findSuccessor' | 'place'>,
): Named | undefined {
  const chatId = input?.chatId
  const next = chatId === undefined ? undefined : upgrades.findSuccessor(chatId)
  if (input === undefined || chatId === undefined || next === undefined) return input
  const { messageId, messageIds, replyToMessageId } = input
  const move = (id: MessageId): MessageId => upgrades.place(chatId, id).messageId
  return {
    ...input,
    chatId: asChatId(next),
    ...(messageId === undefined ? {} : { messageId: move(messageId) }),
    ...(messageIds === undefined ? {} : { messageIds: messageIds.map(move) }),
    ...(replyToMessageId === undefined ? {} : { replyToMessageId: move(replyToMessageId) }),
  }
}
