import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { Message } from '../telegram/message.ts'
import { EarlyEnds } from './early-ends.ts'
import type { Interrupted } from './interrupted.ts'
import { isSame, readOutcome } from './outbox-messages.ts'
import type { SendingContext } from './sending-context.ts'

export interface DeliveriesOptions extends Pick<SendingContext, 'store'> {
  readonly interrupted: Pick<Interrupted, 'findHanded' | 'match'>
}

/** Follows each text from TDLib's answer until its message is sent or fails, and notes the outcome in the outbox. */
export class Deliveries {
  readonly #options: DeliveriesOptions
  /** Texts that TDLib took in this run and has not sent yet. */
  readonly #handedHere = new Set<string>()
  readonly #early = new EarlyEnds()

  constructor(options: DeliveriesOptions) {
    this.#options = options
  }

  /** Runs a call that gives TDLib a text: the message may be sent or fail before TDLib answers the call. */
  during<Value>(call: () => Promise<Value>): Promise<Value> {
    return this.#early.during(call)
  }

  /** TDLib took the text as this message. */
  note(sendId: string, message: Message): void {
    this.#handedHere.add(sendId)
    this.#options.store.markHanded(sendId, message.id)
    const end = this.#early.take(message.chatId, message.id)
    if (end !== undefined) this.settle(sendId, end)
  }

  /** Notes whether the message of a text was sent or failed; nothing while it is on its way. */
  settle(sendId: string, message: Message): void {
    const { store } = this.#options
    const outcome = readOutcome(message)
    if (outcome === undefined) return
    if (outcome.state === 'sent') this.#handedHere.delete(sendId)
    else store.markHanded(sendId, message.id)
    store.settleOutbox(sendId, outcome)
  }

  /** The message that had this id until now was sent, or failed. */
  finish(oldId: MessageId, message: Message): void {
    const { interrupted, store } = this.#options
    const byId = store.findOutboxByMessage(message.chatId, oldId)
    // A temporary id of an earlier run may mean another message in this one.
    const isTrusted = byId !== undefined && (this.#handedHere.has(byId.sendId) || isSame(byId, message))
    const entry = isTrusted ? byId : interrupted.findHanded(message)
    if (entry !== undefined) this.settle(entry.sendId, message)
    else this.#early.keep(oldId, message)
    interrupted.match(message)
  }

  clear(): void {
    this.#early.clear()
    this.#handedHere.clear()
  }
}
