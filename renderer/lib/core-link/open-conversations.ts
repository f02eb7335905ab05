import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { Result } from '#shared/lib/result.ts'
import type { ContractCalls } from '#shared/rpc/create-client.ts'

type Calls = ContractCalls<CoreContract>

/** The chats that this window has open, so that they can be opened again after a reconnection. */
export class OpenConversations {
  /** The message that is read in each; undefined: where the core thinks best. */
  readonly #places = new Map<ChatId, MessageId | undefined>()
  /** Those that the core was not ready to open. */
  readonly #refused = new Set<ChatId>()

  add(chatId: ChatId, around: MessageId | undefined): void {
    this.#places.set(chatId, around)
  }

  remove(chatId: ChatId): void {
    this.#places.delete(chatId)
    this.#refused.delete(chatId)
  }

  keepPlace(chatId: ChatId, messageId: MessageId | undefined): void {
    if (this.#places.has(chatId)) this.#places.set(chatId, messageId)
  }

  /** Opens all of them. */
  openAll(calls: Calls): void {
    for (const chatId of this.#places.keys()) void this.open(calls, chatId)
  }

  openRefused(calls: Calls): void {
    for (const chatId of this.#refused) void this.open(calls, chatId)
  }

  async open(calls: Calls, chatId: ChatId): Promise<Result<undefined>> {
    this.#refused.delete(chatId)
    const around = this.#places.get(chatId)
    const result = await calls['conversation.open'](around === undefined ? { chatId } : { chatId, around })
    if (!result.ok && result.error.code === 'not_ready' && this.#places.has(chatId)) this.#refused.add(chatId)
    return result
  }
}
