import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import { planPresence, type Presence } from '#shared/domain/presence/presence.ts'
import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import type * as Td from 'tdlib-types'
import * as v from 'valibot'
import type { Store } from '../../store/store.ts'
import { unmapText } from '../../telegram/map-text.ts'
import { sortRefusal } from '../../telegram/refusals.ts'
import type { TdClient } from '../../telegram/td-client.ts'

const messageFact = 'presence.message'
/** `messageId` is absent while Telegram has not taken the message. */
const Kept = v.object({ channelId: v.number(), messageId: v.exactOptional(v.number()) })
type Kept = v.InferOutput<typeof Kept>

/** After a refusal that says no time itself. */
const afterRefusalMs = 60_000

export interface OwnPresenceOptions {
  readonly clock: Clock
  readonly store: Pick<Store, 'readFact' | 'saveFact'>
  /** Undefined while nothing can be said: nobody is signed in, there is no connection, no team, no role in it. */
  readonly client: () => TdClient | undefined
  readonly channelId: () => number | undefined
  /** What the windows show together, as far as it is the team's business. */
  readonly readWanted: () => Presence
  readonly write: (presence: Presence) => FormattedText
  readonly isPresence: (message: Td.message) => boolean
  readonly onBug: (error: unknown) => void
}

/**
 * The one message of this console in the team channel that says what it looks at. It is made when there is something to
 * say first, found again after a restart, and made anew when it cannot be edited any more.
 */
export class OwnPresence {
  readonly #options: OwnPresenceOptions
  #kept: Kept | undefined
  #said: (Presence & { readonly atMs: EpochMs }) | undefined
  /** The id that TDLib gave the message while it is on its way. */
  #sendingId: number | undefined
  /** The last run ended while its message was on its way; TDLib goes on sending it. */
  #isAwaited = false
  #isBusy = false
  #notBeforeMs: EpochMs = 0
  #cancelTimer: Cancel | undefined

  constructor(options: OwnPresenceOptions) {
    this.#options = options
  }

  restore(): void {
    const stored = v.safeParse(Kept, this.#options.store.readFact(messageFact))
    this.#kept = stored.success ? stored.output : undefined
    this.#isAwaited = this.#kept !== undefined && this.#kept.messageId === undefined
  }

  /** Something changed that decides what is to be said, or whether it can be. */
  consider(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const { clock } = this.#options
    const td = this.#options.client()
    const channelId = this.#options.channelId()
    if (this.#isBusy || td === undefined || channelId === undefined) return
    if (this.#kept !== undefined && this.#kept.channelId !== channelId) this.#forget()
    const nowMs = clock.now()
    const wanted = this.#options.readWanted()
    const plannedMs = planPresence(wanted, this.#said, nowMs)
    if (plannedMs === undefined) return
    const atMs = Math.max(plannedMs, this.#notBeforeMs)
    if (atMs > nowMs) this.#cancelTimer = clock.schedule(atMs, () => this.consider())
    else this.#speak(td, channelId, wanted).catch(this.#options.onBug)
  }

  async #speak(td: TdClient, channelId: number, wanted: Presence): Promise<void> {
    const { clock } = this.#options
    this.#isBusy = true
    const before = this.#said
    const text = unmapText(this.#options.write(wanted))
    // The attempt counts for the pace, whatever becomes of it.
    const atMs = clock.now()
    this.#said = { ...wanted, atMs }
    const messageId = this.#kept?.messageId
    const outcome = messageId === undefined ? 'gone' : await this.#edit(td, channelId, messageId, text)
    if (outcome === 'refused') this.#said = before === undefined ? undefined : { ...before, atMs }
    if (outcome !== 'gone') {
      this.#settle()
      return
    }
    if (messageId !== undefined) {
      this.#forget()
      this.#said = { ...wanted, atMs }
      void td.invoke({ _: 'deleteMessages', chat_id: channelId, message_ids: [messageId], revoke: true })
    }
    await this.#send(td, channelId, text)
  }

  async #edit(
    td: TdClient,
    channelId: number,
    messageId: number,
    text: Td.formattedText$Input,
  ): Promise<'said' | 'refused' | 'gone'> {
    const edited = await td.invoke({
      _: 'editMessageText',
      chat_id: channelId,
      message_id: messageId,
      input_message_content: writeContent(text),
    })
    if (edited.ok) return 'said'
    const { refusal } = edited
    if (refusal.kind === 'closed') return 'refused'
    if (refusal.kind === 'flood_wait') {
      this.#notBeforeMs = this.#options.clock.now() + refusal.seconds * 1000
      return 'refused'
    }
    return sortRefusal(refusal) === 'not_modified' ? 'said' : 'gone'
  }

  async #send(td: TdClient, channelId: number, text: Td.formattedText$Input): Promise<void> {
    const sent = await td.invoke({
      _: 'sendMessage',
      chat_id: channelId,
      options: { _: 'messageSendOptions', disable_notification: true },
      input_message_content: writeContent(text),
    })
    if (!sent.ok) {
      this.#refuse(sent.refusal.kind === 'flood_wait' ? sent.refusal.seconds : 0)
      return
    }
    this.#sendingId = sent.value.id
    this.#keep({ channelId })
  }

  /** Every update of TDLib. */
  follow(update: Td.Update): void {
    if (update._ === 'updateMessageSendSucceeded') this.#onSent(update.old_message_id, update.message)
    else if (update._ === 'updateMessageSendFailed' && update.old_message_id === this.#sendingId) {
      this.#onNotSent(update)
    } else if (update._ === 'updateDeleteMessages' && update.is_permanent && !update.from_cache) {
      const { channelId, messageId } = this.#kept ?? {}
      if (update.chat_id !== channelId || messageId === undefined) return
      if (update.message_ids.includes(messageId)) this.#onDeleted()
    }
  }

  #onSent(oldId: number, message: Td.message): void {
    const channelId = this.#options.channelId()
    if (channelId === undefined || message.chat_id !== channelId) return
    if (oldId === this.#sendingId) {
      this.#keep({ channelId, messageId: message.id })
      this.#settle()
      return
    }
    if (!this.#isAwaited || !this.#options.isPresence(message)) return
    this.#isAwaited = false
    if (this.#sendingId === undefined && this.#kept?.messageId === undefined) {
      this.#keep({ channelId, messageId: message.id })
      return
    }
    const td = this.#options.client()
    void td?.invoke({ _: 'deleteMessages', chat_id: channelId, message_ids: [message.id], revoke: true })
  }

  #onNotSent({ message, old_message_id: oldId }: Td.updateMessageSendFailed): void {
    const { sending_state: sending } = message
    this.#refuse(sending?._ === 'messageSendingStateFailed' ? sending.retry_after : 0)
    const td = this.#options.client()
    const ids = [message.id, oldId]
    // Nobody is to find a failed message in the channel that they never wrote.
    void td?.invoke({ _: 'deleteMessages', chat_id: message.chat_id, message_ids: ids, revoke: true })
  }

  #refuse(seconds: number): void {
    this.#notBeforeMs = this.#options.clock.now() + Math.max(seconds * 1000, afterRefusalMs)
    this.#forget()
    this.#settle()
  }

  #onDeleted(): void {
    const atMs = this.#said?.atMs
    this.#forget()
    // What stood there is not said any more; the pace stays.
    if (atMs !== undefined) this.#said = { isWriting: false, atMs }
    this.consider()
  }

  #settle(): void {
    this.#isBusy = false
    this.#sendingId = undefined
    this.consider()
  }

  #keep(kept: Kept): void {
    this.#kept = kept
    // What does not reach the disk leaves a message behind that nobody takes for present.
    this.#options.store.saveFact(messageFact, kept)
  }

  #forget(): void {
    this.#kept = undefined
    this.#said = undefined
    this.#options.store.saveFact(messageFact, undefined)
  }

  clear(): void {
    this.close()
    this.#kept = undefined
    this.#said = undefined
    this.#sendingId = undefined
    this.#isAwaited = false
    this.#isBusy = false
    this.#notBeforeMs = 0
  }

  close(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }
}

function writeContent(text: Td.formattedText$Input): Td.InputMessageContent$Input {
  return {
    _: 'inputMessageText',
    text,
    link_preview_options: { _: 'linkPreviewOptions', is_disabled: true },
    clear_draft: false,
  }
}
