import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Upgrades } from '../rows/upgrades.ts'
import type { OutboxEntry } from '../store/store.ts'
import { asChatId } from '../telegram/ids.ts'
import type { Message } from '../telegram/message.ts'
import { deleteMessages } from '../telegram/message-requests.ts'
import type { Interrupted } from './interrupted.ts'
import type { SendingContext } from './sending-context.ts'

export interface MovedTextsOptions extends Pick<SendingContext, 'client' | 'store'> {
  readonly upgrades: Pick<Upgrades, 'findSuccessor' | 'place'>
  readonly interrupted: Pick<Interrupted, 'find' | 'entries' | 'remove' | 'show'>
}

/**
 * Texts that a group did not take any more because it became a supergroup. They are shown in the supergroup as not
 * sent, and are never sent there by themselves.
 */
export class MovedTexts {
  readonly #options: MovedTextsOptions

  constructor(options: MovedTextsOptions) {
    this.#options = options
  }

  /** The group goes on as another chat. May be called again. */
  move(fromChatId: number, toChatId: number): void {
    const { interrupted, store } = this.#options
    const waiting = [...interrupted.entries(), ...store.readInterrupted(), ...store.readFailed()]
    const entries = new Map(waiting.map((entry) => [entry.sendId, entry]))
    for (const entry of entries.values()) {
      if (entry.chatId === fromChatId) this.#take(entry, asChatId(toChatId))
    }
  }

  /** A message of this account was sent, or failed. Telegram may refuse it before it tells of the upgrade. */
  onEnded(message: Message): void {
    const next = this.#options.upgrades.findSuccessor(message.chatId)
    if (message.state !== 'failed' || next === undefined) return
    const entry = this.#options.store.findOutboxByMessage(message.chatId, message.id)
    if (entry !== undefined) this.#take(entry, asChatId(next))
  }

  #take(entry: OutboxEntry, chatId: ChatId): void {
    const { client, interrupted, store, upgrades } = this.#options
    const replyTo =
      entry.replyTo === undefined
        ? undefined
        : { ...entry.replyTo, messageId: upgrades.place(entry.chatId, entry.replyTo.messageId).messageId }
    const moved = store.moveOutbox(entry.sendId, chatId, replyTo)
    if (!moved.ok) return
    interrupted.remove(entry.sendId)
    interrupted.show({ ...entry, chatId, replyTo, state: 'queued', messageId: undefined, failure: undefined })
    const td = client()
    // TDLib shows its failed message in the history of the group, where nothing can be done with it.
    if (td !== undefined && entry.messageId !== undefined) {
      void deleteMessages(td, entry.chatId, [entry.messageId], true)
    }
  }
}
