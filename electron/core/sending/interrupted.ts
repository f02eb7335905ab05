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
 * Texts that the user sent and that neither Telegram nor TDLib has: on their way when the process died, or failed and
 * deleted since. Each is looked for among what TDLib has; those that are not found are shown as failed, with their text,
 * and are never sent by themselves.
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

  /** Resolves when it is known what became of the texts of the last run. */
  get restored(): Promise<void> {
    return this.#restoring
  }

  /** Looks at what the last run left: texts that TDLib never had, and those it had and forgot. */
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
    // Before its answer TDLib tells who we are, which is who wrote these texts.
    await introduceSelf(td)
    for (const entry of queued) this.show(entry)
    for (const chatId of new Set([...queued, ...taken].map((entry) => entry.chatId))) {
      const messages = await readNewest(td, chatId)
      // Oldest first: of two equal texts the first entry takes the first message.
      for (const message of messages) this.match(message)
      for (const entry of taken) {
        if (entry.chatId === chatId) await this.#findAgain(td, entry, messages)
      }
    }
    // What Telegram told of meanwhile was not looked for yet when it came.
    for (const chatId of new Set([...this.#entries.values()].map((entry) => entry.chatId))) {
      for (const message of await readNewest(td, chatId)) this.match(message)
    }
    if (this.#entries.size > 0) log.warn({ count: this.#entries.size }, 'sending was interrupted')
  }

  /** TDLib answers before its own log is on disk: after a hard end it may not know what it took. */
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
    // It may have ended well or badly while TDLib was asked.
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

  /** Notes that a message of TDLib is one of the entries, when it is. */
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

  /** TDLib gives a message that waited over a restart a new id; its entry is known by its text then. */
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
