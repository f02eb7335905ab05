import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type { Logger } from 'pino'
import type * as Td from 'tdlib-types'
import type { OutboxEntry, Store } from '../store/store.ts'
import { asMessageId } from '../telegram/ids.ts'
import type { People } from '../telegram/people.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { Conversations } from './conversations.ts'

/** Above every id of TDLib (they stay below 2^51), so that these messages stand at the end of their chat. */
const firstId = 2 ** 52
/** Telegram's clock and this machine's may differ; a message this much older than the entry may still be it. */
const clockSlackS = 120
const searchedMessages = 50

export interface InterruptedOptions {
  readonly store: Store
  readonly conversations: Conversations
  readonly people: People
  readonly clock: Clock
  readonly log: Logger
}

/**
 * Texts that were on their way to TDLib when the process died. Each is looked for among what TDLib has; those that
 * are not found are shown as failed, with their text, and are never sent by themselves.
 */
export class Interrupted {
  readonly #options: InterruptedOptions
  readonly #entries = new Map<MessageId, OutboxEntry>()
  #handed: readonly OutboxEntry[] = []
  #nextId = firstId

  constructor(options: InterruptedOptions) {
    this.#options = options
  }

  async restore(td: TdClient): Promise<void> {
    const { log, store } = this.#options
    this.#handed = store.readHanded()
    const entries = store.readInterrupted()
    // Before its answer TDLib tells who we are, which is who wrote these texts.
    if (entries.length > 0) await td.invoke({ _: 'getMe' })
    for (const entry of entries) this.show(entry)
    for (const chatId of new Set(entries.map((entry) => entry.chatId))) {
      const history = await td.invoke({
        _: 'getChatHistory',
        chat_id: chatId,
        from_message_id: 0,
        offset: 0,
        limit: searchedMessages,
        only_local: true,
      })
      if (!history.ok) continue
      // Oldest first: of two equal texts the first entry takes the first message.
      for (const message of history.value.messages.toReversed()) if (message !== null) this.match(message)
    }
    if (this.#entries.size > 0) log.warn({ count: this.#entries.size }, 'sending was interrupted')
  }

  find(id: MessageId): OutboxEntry | undefined {
    return this.#entries.get(id)
  }

  findId(sendId: string): MessageId | undefined {
    for (const [id, entry] of this.#entries) if (entry.sendId === sendId) return id
    return undefined
  }

  show(entry: OutboxEntry): void {
    const { conversations, people } = this.#options
    const id = this.findId(entry.sendId) ?? asMessageId((this.#nextId += 1))
    this.#entries.set(id, entry)
    const view: MessageView = {
      chatId: entry.chatId,
      id,
      sender: people.describeSender({ _: 'messageSenderUser', user_id: people.selfId ?? 0 }, ''),
      isOutgoing: true,
      dateS: Math.floor(entry.createdAtMs / 1000),
      state: 'failed',
      failure: { code: 'interrupted', message: 'the program ended while sending', canRetry: true },
      ...(entry.replyTo === undefined ? {} : { replyTo: { messageId: entry.replyTo.messageId } }),
      isMention: false,
      content: { kind: 'text', text: entry.text },
    }
    conversations.showExtra(view)
  }

  remove(sendId: string): void {
    const id = this.findId(sendId)
    if (id === undefined) return
    const entry = this.#entries.get(id)
    this.#entries.delete(id)
    if (entry !== undefined) this.#options.conversations.dropExtra(entry.chatId, id)
  }

  /** Notes that a message of TDLib is one of the entries, when it is. */
  match(message: Td.message): void {
    if (this.#entries.size === 0 || !message.is_outgoing) return
    const { store } = this.#options
    const id = asMessageId(message.id)
    for (const entry of this.#entries.values()) {
      if (!isSame(entry, message) || store.findOutboxByMessage(entry.chatId, id) !== undefined) continue
      store.markHanded(entry.sendId, id)
      if (message.sending_state === undefined) {
        store.settleOutbox(entry.sendId, { state: 'sent', messageId: id })
      }
      this.remove(entry.sendId)
      return
    }
  }

  /** TDLib gives a message that waited over a restart a new id; its entry is known by its text then. */
  findHanded(message: Td.message): OutboxEntry | undefined {
    const entry = this.#handed.find((one) => isSame(one, message))
    if (entry !== undefined) this.#handed = this.#handed.filter((one) => one !== entry)
    return entry
  }

  clear(): void {
    this.#entries.clear()
    this.#handed = []
  }
}

function isSame(entry: OutboxEntry, message: Td.message): boolean {
  return (
    message.chat_id === entry.chatId &&
    message.is_outgoing &&
    message.content._ === 'messageText' &&
    message.content.text.text === entry.text.text.trim() &&
    message.date >= entry.createdAtMs / 1000 - clockSlackS
  )
}
