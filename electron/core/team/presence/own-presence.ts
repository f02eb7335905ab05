import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import { planPresence, type Presence } from '#shared/domain/presence/presence.ts'
import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import * as v from 'valibot'
import type { Store } from '../../store/store.ts'
import type { EventOf, TelegramEvent } from '../../telegram/events.ts'
import { deleteMessages } from '../../telegram/message-requests.ts'
import type { Message } from '../../telegram/message.ts'
import { editPosted, postText } from '../../telegram/post-text.ts'
import type { TdCaller, TdRefusal } from '../../telegram/td-client.ts'

const messageFact = 'presence.message'
/** `messageId` is absent while Telegram has not taken the message. */
const Kept = v.object({ channelId: v.number(), messageId: v.exactOptional(v.number()) })
type Kept = v.InferOutput<typeof Kept>

/** Pause after a refusal that names no time itself. */
const afterRefusalMs = 60_000

export interface OwnPresenceOptions {
  readonly clock: Clock
  readonly store: Pick<Store, 'readFact' | 'saveFact'>
  /**
   * Undefined while nothing can be said: nobody is signed in, or there is no connection, no team, or no role in it.
   */
  readonly client: () => TdCaller | undefined
  readonly channelId: () => number | undefined
  /** What the windows show together, as far as it is the team's business. */
  readonly readWanted: () => Presence
  readonly write: (presence: Presence) => FormattedText
  readonly isPresence: (message: Message) => boolean
}

/**
 * The one message of this console in the team channel that says what the console looks at. It is made when there is
 * something to say for the first time, found again after a restart, and replaced when it cannot be edited any more.
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
    const stored = parseOutside(Kept, this.#options.store.readFact(messageFact))
    this.#kept = stored.success ? stored.output : undefined
    this.#isAwaited = this.#kept !== undefined && this.#kept.messageId === undefined
  }

  /** Decides anew what is to be said, because something that this depends on has changed. */
  consider(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    const { clock } = this.#options
    const client = this.#options.client()
    const channelId = this.#options.channelId()
    if (this.#isBusy || client === undefined || channelId === undefined) return
    if (this.#kept !== undefined && this.#kept.channelId !== channelId) this.#forget()
    const nowMs = clock.now()
    const wanted = this.#options.readWanted()
    const plannedMs = planPresence(wanted, this.#said, nowMs)
    if (plannedMs === undefined) return
    const atMs = Math.max(plannedMs, this.#notBeforeMs)
    if (atMs > nowMs) this.#cancelTimer = clock.schedule(atMs, () => this.consider())
    else void this.#speak(client, channelId, wanted)
  }

  async #speak(client: TdCaller, channelId: number, wanted: Presence): Promise<void> {
    const { clock } = this.#options
    this.#isBusy = true
    const before = this.#said
    const text = this.#options.write(wanted)
    // The attempt counts for the pace, even if it fails.
    const atMs = clock.now()
    this.#said = { ...wanted, atMs }
    const messageId = this.#kept?.messageId
    const outcome = messageId === undefined ? 'gone' : await this.#edit(client, channelId, messageId, text)
    if (outcome === 'refused') this.#said = before === undefined ? undefined : { ...before, atMs }
    if (outcome !== 'gone') {
      this.#settle()
      return
    }
    if (messageId !== undefined) {
      this.#forget()
      this.#said = { ...wanted, atMs }
      void deleteMessages(client, channelId, [messageId], true)
    }
    await this.#send(client, channelId, text)
  }

  async #edit(
    client: TdCaller,
    channelId: number,
    messageId: number,
    text: FormattedText,
  ): Promise<'said' | 'refused' | 'gone'> {
    const edited = await editPosted(client, channelId, messageId, text)
    if (edited.ok) return 'said'
    const { refusal } = edited
    if (refusal.kind === 'refused') return 'gone'
    if (refusal.kind === 'flood_wait') {
      this.#notBeforeMs = this.#options.clock.now() + refusal.seconds * 1000
    }
    return 'refused'
  }

  async #send(client: TdCaller, channelId: number, text: FormattedText): Promise<void> {
    const sent = await postText(client, channelId, text, { isLoud: false })
    if (!sent.ok) {
      this.#refuse(sent.refusal)
      return
    }
    this.#sendingId = sent.value
    this.#keep({ channelId })
  }

  follow(event: TelegramEvent): void {
    switch (event.kind) {
      case 'message_sent':
        this.#onSent(event)
        break
      case 'message_failed':
        if (event.oldId === this.#sendingId) this.#onNotSent(event)
        break
      case 'messages_deleted': {
        const { channelId, messageId } = this.#kept ?? {}
        if (event.chatId !== channelId) break
        if (event.messageIds.some((id) => id === messageId)) this.#onDeleted()
        break
      }
      default:
    }
  }

  #onSent({ message, oldId }: EventOf<'message_sent'>): void {
    const channelId = this.#options.channelId()
    if (channelId === undefined || message.chatId !== channelId) return
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
    const client = this.#options.client()
    if (client !== undefined) void deleteMessages(client, channelId, [message.id], true)
  }

  #onNotSent({ message, oldId, refusal }: EventOf<'message_failed'>): void {
    this.#refuse(refusal)
    const client = this.#options.client()
    // Users must not find a failed message in the channel that they never wrote.
    if (client !== undefined) void deleteMessages(client, message.chatId, [message.id, oldId], true)
  }

  #refuse(refusal: TdRefusal): void {
    const waitMs = refusal.kind === 'flood_wait' ? refusal.seconds * 1000 : 0
    this.#notBeforeMs = this.#options.clock.now() + Math.max(waitMs, afterRefusalMs)
    this.#forget()
    this.#settle()
  }

  #onDeleted(): void {
    const atMs = this.#said?.atMs
    this.#forget()
    // The deleted message says nothing any more; the pace stays.
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
    // If this does not reach the disk, an old message stays in the channel, which nobody takes for presence.
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
