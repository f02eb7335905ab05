import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { RejectReason } from '#shared/contract/entities/team.ts'
import type { TeamEvent } from '#shared/domain/team-log/events.ts'
import { writeTeamLogMessages } from '#shared/domain/team-log/write-log-messages.ts'
import type { Cancel, EpochMs } from '#shared/lib/clock.ts'
import { fail, type Result } from '#shared/lib/result.ts'
import type { TeamOutboxEntry } from '../../store/team-store.ts'
import { onFloodWait } from '../../telegram/flood-waits.ts'
import type { EventOf, TelegramEvent } from '../../telegram/events.ts'
import type { Message } from '../../telegram/message.ts'
import { postText } from '../../telegram/post-text.ts'
import { deleteMessages } from '../../telegram/message-requests.ts'
import type { TdCaller } from '../../telegram/td-client.ts'
import type { TdFailure } from '../../telegram/td-error.ts'
import type { TeamContext } from '../team-context.ts'
import { isAboutChannel } from './channel-loss.ts'
import { type EventKey, readEventKey } from './channel-messages.ts'
import { OutboxEntries } from './outbox-entries.ts'
import { OutboxPause } from './outbox-pause.ts'
import { readUnsent } from './unsent-messages.ts'

/** Pause after a refusal that may pass. */
const retryMs = 2_000

export interface TeamLogOutboxParts extends Pick<TeamContext, 'client' | 'clock' | 'log' | 'store'> {
  readonly channelId: number
  /** Telegram can be reached, this account is in the channel, and the log is read to its end. */
  readonly canSend: () => boolean
  readonly writeLine: (event: TeamEvent) => string
  readonly markMentions: (message: FormattedText, event: TeamEvent) => FormattedText
  /** Why the team's log would refuse the event now. */
  readonly findObjection: (event: TeamEvent) => RejectReason | undefined
  /** Parts of an event that are in the team's log already, counted from the first. */
  readonly countPartsInTeamLog: (eventId: string) => number
  readonly onRefused: (entry: TeamOutboxEntry, reason: RejectReason | 'telegram', message: string) => void
  /** Telegram says that this account has lost the channel; the waiting events are kept. */
  readonly onChannelLost: (message: string) => void
  /** The waiting events changed, or the time until which they wait. */
  readonly onChange: () => void
}

interface Flight extends EventKey {
  /** TDLib's id for the message until it is sent, once TDLib has told it. */
  messageId: number | undefined
}

/**
 * What this console says and the team's log does not have yet. One message is on its way at a time, because
 * Telegram's order is the order of events. An event leaves the outbox only when it is seen in the team's log, so it
 * may be said twice and is never lost.
 */
export class TeamLogOutbox {
  readonly #parts: TeamLogOutboxParts
  readonly #entries: OutboxEntries
  readonly #pause: OutboxPause
  #flight: Flight | undefined
  #isHanding = false
  /** Whether it is known what TDLib still had from the last run. */
  #isSettled = false
  /** Until then TDLib holds a message back; perhaps the one that is on its way here. */
  #tdlibUntilMs: EpochMs | undefined
  #isClosed = false
  readonly #cancelWatch: Cancel

  constructor(parts: TeamLogOutboxParts) {
    this.#parts = parts
    this.#entries = new OutboxEntries(parts.store, parts.channelId)
    this.#pause = new OutboxPause({
      clock: parts.clock,
      onChange: () => parts.onChange(),
      onWake: () => this.pump(),
    })
    // TDLib deals with short waits by itself and does not tell of them: the message stays on its way.
    this.#cancelWatch = onFloodWait((seconds) => {
      if (this.#flight === undefined) return
      this.#tdlibUntilMs = parts.clock.now() + seconds * 1000
      parts.onChange()
    })
  }

  /** In the order of sending. */
  get entries(): readonly TeamOutboxEntry[] {
    return this.#entries.list
  }

  get pausedUntilMs(): EpochMs | undefined {
    return this.#flight === undefined ? this.#pause.untilMs : (this.#tdlibUntilMs ?? this.#pause.untilMs)
  }

  has(eventId: string): boolean {
    return this.#entries.find(eventId) !== undefined
  }

  /** Adds an event. It is on disk when this answers. */
  put(entry: TeamOutboxEntry): Result<undefined, 'store_failed'> {
    return this.#entries.put(entry)
  }

  /** Saves all entries again, after the store was made anew, perhaps from an older backup. */
  saveAll(): void {
    this.#entries.saveAll()
  }

  /** The event is in the team's log. */
  settle(eventId: string): void {
    if (!this.has(eventId)) return
    if (this.#flight?.id === eventId) this.#flight = undefined
    this.#remove(eventId)
    this.pump()
  }

  /** TDLib silently drops what it was sending to a channel that was lost meanwhile, so TDLib is asked again. */
  takeUpAgain(): void {
    this.#flight = undefined
    this.#isSettled = false
  }

  /** Tries again to send, because something that may have prevented it has changed. */
  pump(): void {
    if (this.#isClosed || this.#isHanding || this.#flight !== undefined) return
    const { canSend, client } = this.#parts
    const td = client()
    if (td === undefined || !canSend() || this.entries.length === 0) return
    if (!this.#pause.tryEnd()) return
    this.#isHanding = true
    void this.#handNext(td).then((isAgain) => {
      this.#isHanding = false
      if (isAgain) this.pump()
    })
  }

  /** Takes every event of the channel. */
  follow(event: TelegramEvent): void {
    if (event.kind === 'message_sent') this.#onSent(event.message)
    else if (event.kind === 'message_failed') this.#onFailed(event)
    else if (event.kind === 'messages_deleted') this.#onDeleted(event.messageIds)
  }

  close(): void {
    this.#isClosed = true
    this.#cancelWatch()
    this.#pause.close()
  }

  /** Hands the next event to TDLib. True when there is more to do at once. */
  async #handNext(td: TdCaller): Promise<boolean> {
    const { channelId, countPartsInTeamLog, log, markMentions } = this.#parts
    if (!this.#isSettled) {
      const isSettled = await this.#takeUp(td)
      if (isSettled) this.#isSettled = true
      return isSettled && !this.#isClosed
    }
    const [entry] = this.entries
    if (entry === undefined) return false
    const event = entry.event as TeamEvent
    const written = this.#write(event)
    if (!written.ok) {
      this.#giveUp(entry, written.error.code, written.error.message)
      return true
    }
    const { length } = written.value
    const index = length === 1 ? 0 : Math.min(countPartsInTeamLog(entry.eventId), length - 1)
    const text = written.value[index]
    if (text === undefined) return false
    const flight: Flight = { id: entry.eventId, part: index + 1, messageId: undefined }
    this.#flight = flight
    this.#tdlibUntilMs = undefined
    const sent = await postText(td, channelId, markMentions(text, event), { isLoud: entry.isLoud })
    if (sent.ok) {
      flight.messageId = sent.value
      return true
    }
    this.#flight = undefined
    if (sent.refusal.kind === 'closed') return false
    log.warn({ type: event.type, reason: sent.refusal.message }, 'an event was not taken')
    return this.#refuse(entry, sent.refusal)
  }

  #write(event: TeamEvent): Result<readonly FormattedText[], RejectReason> {
    const { findObjection, writeLine } = this.#parts
    const objection = findObjection(event)
    return objection === undefined
      ? writeTeamLogMessages(writeLine(event), event)
      : fail(objection, objection)
  }

  /**
   * Finds the events that TDLib still sends from the last run, and deletes its other unsent ones. False: ask again.
   */
  async #takeUp(td: TdCaller): Promise<boolean> {
    const unsent = await readUnsent(td, this.#parts.channelId)
    if (!unsent.ok) {
      if (unsent.refusal.kind !== 'closed') this.#pause.hold(retryMs)
      return false
    }
    for (const { event, id, isPending } of unsent.value) {
      if (isPending && this.has(event.id)) this.#flight ??= { ...event, messageId: id }
      else await this.#discard(td, id)
    }
    return true
  }

  #onSent(message: Message): void {
    const key = readEventKey(message)
    if (key === undefined) return
    this.#land(key)
    const entry = this.#entries.find(key.id)
    // An anonymous administrator writes in the name of the group: sending the event again would not make it
    // count.
    if (entry !== undefined && message.sender.kind !== 'user') {
      this.#giveUp(entry, 'not_a_person', 'it was sent in the name of a chat')
    }
    this.pump()
  }

  /** Somebody deleted the message before it was sent: it is sent again. */
  #onDeleted(messageIds: readonly number[]): void {
    const messageId = this.#flight?.messageId
    if (messageId === undefined || !messageIds.includes(messageId)) return
    this.#flight = undefined
    this.pump()
  }

  #onFailed({ message, refusal }: EventOf<'message_failed'>): void {
    const key = readEventKey(message)
    if (key === undefined) return
    const { client, log } = this.#parts
    const td = client()
    if (td !== undefined) void this.#discard(td, message.id)
    this.#land(key)
    const entry = this.#entries.find(key.id)
    if (entry === undefined) return
    log.warn({ type: entry.event.type, refusal }, 'an event was not sent')
    if (this.#refuse(entry, refusal)) this.pump()
  }

  /** The message is not on its way any more. */
  #land({ id, part }: EventKey): void {
    if (this.#flight?.id === id && this.#flight.part === part) this.#flight = undefined
  }

  /** Handles a refusal. True when the next event may be tried. */
  #refuse(entry: TeamOutboxEntry, refusal: TdFailure): boolean {
    if (refusal.kind === 'flood_wait') {
      this.#pause.hold(refusal.seconds * 1000)
      return false
    }
    const { code, message } = refusal
    if (code >= 500 || code < 400) {
      this.#pause.hold(retryMs)
      return false
    }
    // The account may be added to a lost channel again: the event waits for that.
    if (isAboutChannel(message)) {
      this.#pause.holdForChannel()
      this.#parts.onChannelLost(message)
      return false
    }
    this.#giveUp(entry, 'telegram', message)
    return true
  }

  async #discard(td: TdCaller, messageId: number): Promise<void> {
    await deleteMessages(td, this.#parts.channelId, [messageId], true)
  }

  #giveUp(entry: TeamOutboxEntry, reason: RejectReason | 'telegram', message: string): void {
    this.#remove(entry.eventId)
    this.#parts.onRefused(entry, reason, message)
  }

  #remove(eventId: string): void {
    this.#entries.remove(eventId)
    this.#parts.onChange()
  }
}
