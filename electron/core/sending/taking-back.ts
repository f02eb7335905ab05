import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { isServerMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { OutboxEntry } from '../store/store.ts'
import { readKnownMessage } from '../telegram/requests.ts'
import type { Interrupted } from './interrupted.ts'
import { type RemoveResult, removeMessages } from './message-actions.ts'
import type { SendingContext } from './sending-context.ts'

export interface TakingBackOptions extends Pick<SendingContext, 'client' | 'store'> {
  readonly interrupted: Pick<Interrupted, 'find' | 'keep' | 'remove'>
}

export type DiscardResult = Result<undefined, 'message_not_found' | 'rejected'>

/**
 * Texts that are not sent, and whose messages the user or somebody else deletes. The outbox forgets a text only
 * when TDLib says that its message is gone and the user asked for that; otherwise the text is kept and shown.
 */
export class TakingBack {
  readonly #options: TakingBackOptions
  /** Entries whose messages the user wants to delete, until TDLib has answered. */
  readonly #asked = new Set<string>()

  constructor(options: TakingBackOptions) {
    this.#options = options
  }

  /** Deletes messages. A text that the user takes back is not shown as interrupted afterwards. */
  async remove(chatId: ChatId, messageIds: readonly MessageId[], isForAll: boolean): Promise<RemoveResult> {
    const { store } = this.#options
    const entries = messageIds.flatMap((id) => this.#findUnsent(chatId, id) ?? [])
    for (const { sendId } of entries) this.#asked.add(sendId)
    try {
      const removed = await removeMessages(this.#options, chatId, messageIds, isForAll)
      if (!removed.ok) return removed
      for (const { sendId } of entries) {
        // The message may have been sent before TDLib got the request; a repeated call finds the entry then.
        if (store.findOutbox(sendId)?.state !== 'sent') store.dropOutbox(sendId)
      }
      return removed
    } finally {
      for (const { sendId } of entries) this.#asked.delete(sendId)
    }
  }

  /** Forgets a text that was not sent, and its message where TDLib has one. */
  async discard(chatId: ChatId, messageId: MessageId): Promise<DiscardResult> {
    const { client, interrupted } = this.#options
    const kept = interrupted.find(messageId)
    if (kept !== undefined) {
      const dropped = this.#drop(kept)
      if (dropped.ok) interrupted.remove(kept.sendId)
      return dropped
    }
    const td = client()
    if (td === undefined) return fail('rejected', 'nobody is signed in')
    const message = await readKnownMessage(td, chatId, messageId)
    if (!message.ok) {
      if (message.refusal.kind !== 'refused') return fail('rejected', message.refusal.message)
      const entry = this.#findUnsent(chatId, messageId)
      return entry === undefined ? fail('message_not_found', message.refusal.message) : this.#drop(entry)
    }
    // A message that was sent meanwhile is deleted only on purpose, by `messages.delete`.
    if (message.value.state === 'sent') return fail('rejected', 'the message is sent already')
    const removed = await this.remove(chatId, [messageId], true)
    return removed.ok ? ok() : fail('rejected', removed.error.message)
  }

  /**
   * TDLib dropped messages. Failed ones exist only on this machine, and TDLib deletes them with a history that is
   * cleared, here or on another device, or by itself after a time: then only the outbox has their texts.
   */
  onDeleted(chatId: ChatId, messageIds: readonly MessageId[]): void {
    const { interrupted, store } = this.#options
    for (const id of messageIds) {
      const entry = this.#findUnsent(chatId, id)
      if (entry === undefined || entry.state === 'sent') continue
      if (this.#asked.has(entry.sendId)) store.dropOutbox(entry.sendId)
      else interrupted.keep(entry)
    }
  }

  #findUnsent(chatId: ChatId, messageId: MessageId): OutboxEntry | undefined {
    const { store } = this.#options
    return isServerMessageId(messageId) ? undefined : store.findOutboxByMessage(chatId, messageId)
  }

  #drop({ sendId }: OutboxEntry): Result<undefined, 'rejected'> {
    return this.#options.store.dropOutbox(sendId).ok ? ok() : fail('rejected', 'the disk refuses')
  }
}
