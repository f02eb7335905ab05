import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { firstOwnMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import type { OutboxEntry } from '../store/store.ts'
import { asMessageId } from '../telegram/ids.ts'
import type { Message } from '../telegram/message.ts'
import { introduceSelf, readKnownHistory, readKnownMessage } from '../telegram/requests.ts'
import { userSender } from '../telegram/sender.ts'
import type { TdCaller } from '../telegram/td-client.ts'
import { isSame, readOutcome } from './outbox-messages.ts'
import type { SendingContext } from './sending-context.ts'

const searchedMessages = 100

export type InterruptedOptions = Pick<SendingContext, 'conversations' | 'log' | 'people' | 'store'>

/**
 * Texts that the user sent and that neither Telegram nor TDLib has: they were on their way when the process died,
 * or failed and were deleted since. Each text is looked for among TDLib's messages; a text that is not found is
 * shown as failed, and is never sent again by itself.
 */
export class Interrupted {
  readonly #options: InterruptedOptions
  readonly #entries = new Map<MessageId, OutboxEntry>()
  #handed: readonly OutboxEntry[] = []
  #nextId = firstOwnMessageId
  #restoring: Promise<void> = Promise.resolve()

  constructor(options: InterruptedOptions) {
    this.#options = options
  }

  /** Resolves when it is known which texts of the last run were sent. */
  get restored(): Promise<void> {
    return this.#restoring
  }

  /** Checks the texts that the last run left: those that TDLib never had, and those that it had and forgot. */
  restore(td: TdCaller): Promise<void> {
    this.#restoring = this.#restore(td)
    return this.#restoring
  }

  async #restore(td: TdCaller): Promise<void> {
    const { log, store } = this.#options
    const queued = store.readInterrupted()
    const handed = store.readHanded()
    this.#handed = handed
    const taken = [...handed, ...store.readFailed()]
    if (queued.length + taken.length === 0) return
    // Before TDLib's answer we do not know our own user id, which is the author of these texts.
    await introduceSelf(td)
    for (const entry of queued) this.show(entry)
    for (const chatId of new Set([...queued, ...taken].map((entry) => entry.chatId))) {
      const messages = await readNewest(td, chatId)
      // Oldest first: of two equal texts, the first entry takes the first message.
      for (const message of messages) this.match(message)
      for (const entry of taken) {
        if (entry.chatId === chatId) await this.#findAgain(td, entry, messages)
      }
    }
    // Messages that came meanwhile were not compared with these texts when they came.
    for (const chatId of new Set([...this.#entries.values()].map((entry) => entry.chatId))) {
      for (const message of await readNewest(td, chatId)) this.match(message)
    }
    if (this.#entries.size > 0) log.warn({ count: this.#entries.size }, 'sending was interrupted')
  }

  /** TDLib may answer before its own database is on disk: after a crash it may not know a text that it took. */
  async #findAgain(td: TdCaller, entry: OutboxEntry, messages: readonly Message[]): Promise<void> {
    const { store } = this.#options
    if (entry.messageId !== undefined) {
      const known = await readKnownMessage(td, entry.chatId, entry.messageId)
      if (known.ok ? isSame(entry, known.value) : known.refusal.kind === 'closed') return
    }
    const isFree = (message: Message): boolean =>
      isSame(entry, message) && store.findOutboxByMessage(entry.chatId, message.id) === undefined
    const found = messages.find(isFree)
    if (found !== undefined) {
      this.#claim(entry, found)
      return
    }
    // The text may have been sent, or have failed, while TDLib was asked.
    if (store.findOutbox(entry.sendId)?.state !== entry.state) return
    this.keep(entry)
  }

  /** Takes over a text that TDLib does not have any more. */
  keep(entry: OutboxEntry): void {
    if (this.#options.store.requeueOutbox(entry.sendId).ok) this.show(entry)
  }

  #claim(entry: OutboxEntry, message: Message): void {
    const { store } = this.#options
    store.markHanded(entry.sendId, message.id)
    const outcome = readOutcome(message)
    if (outcome !== undefined) store.settleOutbox(entry.sendId, outcome)
  }

  /** The texts that are shown as interrupted. */
  entries(): Iterable<OutboxEntry> {
    return this.#entries.values()
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
      sender: people.describeSender(userSender(people.selfId ?? 0), ''),
      isOutgoing: true,
      dateS: Math.floor(entry.createdAtMs / 1000),
      state: 'failed',
      failure: { code: 'interrupted', message: 'sending was interrupted', canRetry: true },
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

  /** Notes that a message of TDLib belongs to one of the entries, if it does. */
  match(message: Message): void {
    if (this.#entries.size === 0 || !message.isOutgoing) return
    const { store } = this.#options
    for (const entry of this.#entries.values()) {
      if (!isSame(entry, message)) continue
      if (store.findOutboxByMessage(entry.chatId, message.id) !== undefined) continue
      this.#claim(entry, message)
      this.remove(entry.sendId)
      return
    }
  }

  /** TDLib gives a message that waited over a restart a new id; then its entry is found by the text. */
  findHanded(message: Message): OutboxEntry | undefined {
    const entry = this.#handed.find((one) => isSame(one, message))
    if (entry !== undefined) this.#handed = this.#handed.filter((one) => one !== entry)
    return entry
  }

  clear(): void {
    this.#entries.clear()
    this.#handed = []
  }
}

/** Oldest first. */
async function readNewest(td: TdCaller, chatId: number): Promise<readonly Message[]> {
  const history = await readKnownHistory(td, chatId, 0, searchedMessages)
  return history.ok ? history.value.toReversed() : []
}
