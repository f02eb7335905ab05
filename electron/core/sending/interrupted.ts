import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { Clock } from '#shared/lib/clock.ts'
import { firstOwnMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import type { Logger } from 'pino'
import type * as Td from 'tdlib-types'
import type { OutboxEntry, Store } from '../store/store.ts'
import { asMessageId } from '../telegram/ids.ts'
import { mapWritten } from '../telegram/map-content.ts'
import { mapSendFailure } from '../telegram/map-message.ts'
import { userSender } from '../telegram/sender.ts'
import type { People } from '../telegram/people.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { Conversations } from '../conversation/conversations.ts'

/** Telegram's clock and this machine's may differ; a message this much older than the entry may still be it. */
const clockSlackS = 120
const searchedMessages = 100

export interface InterruptedOptions {
  readonly store: Store
  readonly conversations: Pick<Conversations, 'showExtra' | 'dropExtra'>
  readonly people: People
  readonly clock: Clock
  readonly log: Logger
}

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
  restore(td: TdClient): Promise<void> {
    this.#restoring = this.#restore(td)
    return this.#restoring
  }

  async #restore(td: TdClient): Promise<void> {
    const { log, store } = this.#options
    const queued = store.readInterrupted()
    const handed = store.readHanded()
    this.#handed = handed
    const taken = [...handed, ...store.readFailed()]
    if (queued.length + taken.length === 0) return
    // Before its answer TDLib tells who we are, which is who wrote these texts.
    await td.invoke({ _: 'getMe' })
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
  async #findAgain(td: TdClient, entry: OutboxEntry, messages: readonly Td.message[]): Promise<void> {
    const { store } = this.#options
    if (entry.messageId !== undefined) {
      const known = await td.invoke({
        _: 'getMessageLocally',
        chat_id: entry.chatId,
        message_id: entry.messageId,
      })
      if (known.ok ? isSame(entry, known.value) : known.refusal.kind === 'closed') return
    }
    const isFree = (message: Td.message): boolean =>
      isSame(entry, message) && store.findOutboxByMessage(entry.chatId, asMessageId(message.id)) === undefined
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

  #claim(entry: OutboxEntry, message: Td.message): void {
    const { store } = this.#options
    const id = asMessageId(message.id)
    const { sending_state: sending } = message
    store.markHanded(entry.sendId, id)
    if (sending === undefined) {
      store.settleOutbox(entry.sendId, { state: 'sent', messageId: id })
    } else if (sending._ === 'messageSendingStateFailed') {
      store.settleOutbox(entry.sendId, { state: 'failed', failure: mapSendFailure(sending, message.date) })
    }
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
  match(message: Td.message): void {
    if (this.#entries.size === 0 || !message.is_outgoing) return
    const { store } = this.#options
    const id = asMessageId(message.id)
    for (const entry of this.#entries.values()) {
      if (!isSame(entry, message) || store.findOutboxByMessage(entry.chatId, id) !== undefined) continue
      this.#claim(entry, message)
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

async function readNewest(td: TdClient, chatId: number): Promise<readonly Td.message[]> {
  const history = await td.invoke({
    _: 'getChatHistory',
    chat_id: chatId,
    from_message_id: 0,
    offset: 0,
    limit: searchedMessages,
    only_local: true,
  })
  return history.ok ? history.value.messages.filter((message) => message !== null).reverse() : []
}

/** Whether a message of TDLib is the text of an entry; ids do not tell after a hard end. */
export function isSame(entry: OutboxEntry, message: Td.message): boolean {
  if (message.chat_id !== entry.chatId || !message.is_outgoing) return false
  if (message.date < entry.createdAtMs / 1000 - clockSlackS) return false
  const content = mapWritten(message.content)
  return content?.kind === 'text' && readLetters(content.text.text) === readLetters(entry.text.text)
}

/** TDLib tidies spaces and characters that nobody sees before it sends a text. */
function readLetters(text: string): string {
  return text.replaceAll(/[\s\p{C}]+/gu, '')
}
