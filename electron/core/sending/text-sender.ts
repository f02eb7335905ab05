import { maxMessageLength } from '#shared/contract/core-contract.ts'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { drawsNothing } from '#shared/lib/visible-text.ts'
import type { OutboxEntry, OutboxReply } from '../store/store.ts'
import { sendText } from '../telegram/outgoing.ts'
import type { TdCaller } from '../telegram/td-client.ts'
import type { Deliveries } from './deliveries.ts'
import type { Interrupted } from './interrupted.ts'
import { nameSendRefusal, refuseLength, refuseNote } from './refusals.ts'
import type { SendingContext } from './sending-context.ts'

export interface SendInput {
  readonly sendId: string
  readonly chatId: ChatId
  readonly text: FormattedText
  readonly replyToMessageId?: MessageId | undefined
  readonly quote?: { readonly text: string; readonly position: number } | undefined
}

type SendErrorCode =
  | 'text_empty'
  | 'text_too_long'
  | 'is_note'
  | 'write_forbidden'
  | 'chat_not_found'
  | 'not_ready'
  | 'store_failed'
  | 'rejected'
export type SendResult = Result<{ readonly messageId: MessageId }, SendErrorCode>

export interface TextSenderOptions extends Pick<
  SendingContext,
  'client' | 'conversations' | 'drafts' | 'isNote' | 'model' | 'onAnswered' | 'store' | 'upgrades'
> {
  readonly deliveries: Pick<Deliveries, 'during' | 'note'>
  readonly interrupted: Pick<Interrupted, 'findId' | 'restored'>
}

/**
 * Sends texts exactly once per `sendId`. A text is in the outbox, on disk, before TDLib gets it; from then on TDLib
 * keeps it over restarts and lost connections.
 */
export class TextSender {
  readonly #options: TextSenderOptions
  /** Calls of this process that are not answered yet: a repeated call waits for the first. */
  readonly #running = new Map<string, Promise<SendResult>>()

  constructor(options: TextSenderOptions) {
    this.#options = options
  }

  async send(input: SendInput): Promise<SendResult> {
    const trimmed = input.text.text.trim()
    if (drawsNothing(trimmed)) return fail('text_empty', 'there is nothing to send')
    if (trimmed.length > maxMessageLength) return refuseLength()
    if (this.#options.isNote(input.chatId, input.text.text)) return refuseNote()
    const before = this.#running.get(input.sendId)
    if (before !== undefined) return before
    const sending = this.#sendOnce(input)
    this.#running.set(input.sendId, sending)
    try {
      return await sending
    } finally {
      this.#running.delete(input.sendId)
    }
  }

  /** Gives TDLib a text that is in the outbox. */
  async hand(td: TdCaller, entry: OutboxEntry): Promise<SendResult> {
    const { deliveries, isNote } = this.#options
    // Checked here for every text, whatever way and in whichever run it came into the outbox.
    if (isNote(entry.chatId, entry.text.text)) return refuseNote()
    return deliveries.during(() => this.#handNow(td, entry))
  }

  clear(): void {
    this.#running.clear()
  }

  async #sendOnce(input: SendInput): Promise<SendResult> {
    const { client, conversations, interrupted, model, store } = this.#options
    // First it has to be known which texts of the last run were sent: this text may be one of them, sent
    // again by a repeated call, and TDLib gives new messages the temporary ids of those that it forgot.
    await interrupted.restored
    const known = store.findOutbox(input.sendId)
    const knownId = known?.messageId ?? interrupted.findId(input.sendId)
    if (known !== undefined && knownId !== undefined) return ok({ messageId: knownId })
    const td = client()
    if (td === undefined) return fail('not_ready', 'nobody is signed in')
    if (model.findRecord(input.chatId) === undefined) return fail('chat_not_found', 'no such chat')
    if (conversations.readWriting(input.chatId) !== 'allowed') {
      return fail('write_forbidden', 'this account may not write in the chat')
    }
    return known === undefined ? this.#sendNew(td, input) : this.hand(td, known)
  }

  async #sendNew(td: TdCaller, input: SendInput): Promise<SendResult> {
    const { model, onAnswered, store } = this.#options
    const { chatId, quote, replyToMessageId, sendId, text } = input
    const put = store.putOutbox({
      sendId,
      chatId,
      text,
      ...(replyToMessageId === undefined ? {} : { replyTo: { messageId: replyToMessageId, quote } }),
    })
    if (!put.ok) return put
    const newestId = model.findRecord(chatId)?.lastMessage?.id
    const sent = await this.hand(td, put.value.entry)
    if (sent.ok && newestId !== undefined) onAnswered(chatId, newestId)
    // The caller keeps the text of a refused call, so the outbox need not keep it.
    if (!sent.ok && sent.error.code !== 'not_ready') store.dropOutbox(sendId)
    return sent
  }

  /** The answered message may be in the group that the chat was upgraded from. */
  #locateReply({ chatId, replyTo }: OutboxEntry): (OutboxReply & { readonly chatId?: ChatId }) | undefined {
    if (replyTo === undefined) return undefined
    const at = this.#options.upgrades.locate(chatId, replyTo.messageId)
    return { ...replyTo, messageId: at.messageId, ...(at.chatId === chatId ? {} : { chatId: at.chatId }) }
  }

  async #handNow(td: TdCaller, entry: OutboxEntry): Promise<SendResult> {
    const { deliveries, drafts } = this.#options
    const result = await sendText(td, { ...entry, replyTo: this.#locateReply(entry) })
    if (result.ok) {
      deliveries.note(entry.sendId, result.value)
      drafts.clearSent(entry.chatId, entry.text.text)
      return ok({ messageId: result.value.id })
    }
    const { refusal } = result
    if (refusal.kind === 'closed') {
      // It is not known whether TDLib took the text: the outbox keeps it, and the next start checks.
      return fail('not_ready', 'the connection to Telegram was closed')
    }
    return fail(nameSendRefusal(refusal), refusal.message)
  }
}
