import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { isServerMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { OutboxEntry, Store } from '../store/store.ts'
import { asChatId, asMessageId } from '../telegram/ids.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { Interrupted } from './interrupted.ts'
import type { MessageActions } from './message-actions.ts'

export interface TakingBackOptions {
  readonly client: () => TdClient | undefined
  readonly store: Store
  readonly interrupted: Interrupted
  readonly remove: MessageActions['remove']
}

/**
 * Texts that are not sent, and that the user or somebody else takes away. The outbox forgets one only when TDLib says
 * that its message is gone and the user asked for that; a text whose message goes by itself is kept and shown.
 */
export function createTakingBack({ client, interrupted, remove, store }: TakingBackOptions) {
  /** The entries whose messages the user wants gone, until TDLib has answered. */
  const asked = new Set<string>()

  const findUnsent = (chatId: ChatId, messageId: MessageId): OutboxEntry | undefined =>
    isServerMessageId(messageId) ? undefined : store.findOutboxByMessage(chatId, messageId)

  /** What the user takes back is not brought back by us. */
  const removeAsked = async (
    chatId: ChatId,
    messageIds: readonly MessageId[],
    isForAll: boolean,
  ): ReturnType<typeof remove> => {
    const entries = messageIds.flatMap((id) => findUnsent(chatId, id) ?? [])
    for (const { sendId } of entries) asked.add(sendId)
    try {
      const removed = await remove(chatId, messageIds, isForAll)
      if (!removed.ok) return removed
      for (const { sendId } of entries) {
        // It may have been sent before TDLib heard of it; a repeated call finds it then.
        if (store.findOutbox(sendId)?.state !== 'sent') store.dropOutbox(sendId)
      }
      return removed
    } finally {
      for (const { sendId } of entries) asked.delete(sendId)
    }
  }

  return {
    remove: removeAsked,

    async discard(
      chatId: ChatId,
      messageId: MessageId,
    ): Promise<Result<undefined, 'message_not_found' | 'rejected'>> {
      const kept = interrupted.find(messageId)
      if (kept !== undefined) {
        if (!store.dropOutbox(kept.sendId).ok) return fail('rejected', 'the disk refuses')
        interrupted.remove(kept.sendId)
        return ok()
      }
      const td = client()
      if (td === undefined) return fail('rejected', 'nobody is signed in')
      const message = await td.invoke({ _: 'getMessageLocally', chat_id: chatId, message_id: messageId })
      if (!message.ok) {
        if (message.refusal.kind !== 'refused') return fail('rejected', message.refusal.message)
        const entry = findUnsent(chatId, messageId)
        if (entry === undefined) return fail('message_not_found', message.refusal.message)
        return store.dropOutbox(entry.sendId).ok ? ok() : fail('rejected', 'the disk refuses')
      }
      // A message that was sent meanwhile is deleted on purpose only, by `messages.delete`.
      if (message.value.sending_state === undefined) return fail('rejected', 'the message is sent already')
      const removed = await removeAsked(chatId, [messageId], true)
      return removed.ok ? ok() : fail('rejected', removed.error.message)
    },

    /**
     * TDLib dropped messages. Failed ones are on this machine alone, and go with a history that is cleared, here or on
     * another device, or by itself after a time: nobody has their texts then but the outbox.
     */
    onDeleted(chatId: number, ids: readonly number[]): void {
      for (const id of ids) {
        const entry = findUnsent(asChatId(chatId), asMessageId(id))
        if (entry === undefined || entry.state === 'sent') continue
        if (asked.has(entry.sendId)) store.dropOutbox(entry.sendId)
        else interrupted.keep(entry)
      }
    },
  }
}
