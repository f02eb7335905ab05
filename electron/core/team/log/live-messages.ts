import type { Cancel } from '#shared/lib/clock.ts'
import { nextServerMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import type { ChangesMeanwhile } from '../../telegram/changes-meanwhile.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import { isSent, type Message } from '../../telegram/message.ts'
import { readKnownMessage } from '../../telegram/requests.ts'
import type { TdCaller } from '../../telegram/td-client.ts'
import type { TeamContext } from '../team-context.ts'
import { readChannelMessage } from './channel-messages.ts'
import type { TeamLogBook } from './log-book.ts'

/** Messages of the same moment may be told of in any order; a message still missing after this long was left out. */
const skippedAfterMs = 1_000

export interface LiveMessagesParts extends Pick<TeamContext, 'client' | 'clock' | 'people'> {
  readonly channelId: number
  readonly book: TeamLogBook
  /** Is told of the same changes. */
  readonly meanwhile: ChangesMeanwhile
  /** Whether no message is missing before those that Telegram tells of now. */
  readonly isCurrent: () => boolean
  readonly isClosed: () => boolean
  /** Is called when TDLib left out some messages: it does not tell of them when it missed too much. */
  readonly onSkipped: () => void
  /**
   * Is called when TDLib forgot the channel's messages, because it missed too much: older ones may have changed
   * meanwhile.
   */
  readonly onForgotten: () => void
  readonly onChange: () => void
}

/** Puts into the book what Telegram tells of: new messages of the channel, changed and deleted ones. */
export class LiveMessages {
  readonly #parts: LiveMessagesParts
  /** Messages that TDLib told of while messages before them are missing. */
  readonly #ahead = new Set<number>()
  #cancel: Cancel | undefined
  #count = 0

  constructor(parts: LiveMessagesParts) {
    this.#parts = parts
  }

  /** Whether messages are missing before some that are known. */
  get isSkipping(): boolean {
    return this.#ahead.size > 0
  }

  /** How many messages of the team's log TDLib told of. */
  get count(): number {
    return this.#count
  }

  /** Takes an event; events of other chats are ignored. */
  follow(event: TelegramEvent): void {
    const { channelId, meanwhile } = this.#parts
    switch (event.kind) {
      case 'message_arrived':
      case 'message_sent':
        this.#onNew(event.message)
        break
      case 'last_message_changed':
        if (event.chatId === channelId) this.#onLast(event.message)
        break
      case 'message_edited':
        if (event.chatId !== channelId) return
        meanwhile.noteEdited(event.messageId, event.editedS)
        this.askAgain(event.messageId)
        break
      case 'messages_deleted':
        if (event.chatId === channelId) this.#onDeleted(event.messageIds)
        break
      default:
    }
  }

  /** Everything up to this message is known now; gives the last message up to which nothing is missing. */
  advance(toId: number): number {
    let last = toId
    // No message was there before, or none that this account sees: the first one may have any number.
    if (last === 0 && this.#ahead.size > 0) last = Math.min(...this.#ahead)
    while (this.#ahead.has(nextServerMessageId(last))) last = nextServerMessageId(last)
    for (const id of this.#ahead) if (id <= last) this.#ahead.delete(id)
    this.#watch()
    return last
  }

  /** A message was edited: takes it as TDLib has it now. */
  askAgain(messageId: number): void {
    const { client, meanwhile } = this.#parts
    const td = client()
    if (td !== undefined) void meanwhile.during(() => this.#ask(td, messageId))
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #onNew(message: Message): void {
    const { book, channelId, isCurrent, meanwhile, onChange, people } = this.#parts
    if (message.chatId !== channelId || !isSent(message)) return
    meanwhile.noteNew(message.id)
    if (message.id > book.reach.toId) this.#ahead.add(message.id)
    const reach = isCurrent() ? { toId: this.advance(book.reach.toId) } : {}
    const read = readChannelMessage(message, people)
    if (read !== undefined) {
      this.#count += 1
      book.add([read], reach)
    } else if (isCurrent()) {
      book.noteReach(reach)
      onChange()
    }
  }

  async #ask(td: TdCaller, messageId: number): Promise<void> {
    const { book, channelId, isClosed, meanwhile, people } = this.#parts
    const found = await readKnownMessage(td, channelId, messageId)
    if (isClosed() || !found.ok || meanwhile.isDeleted(messageId)) return
    const read = readChannelMessage(found.value, people)
    const isInReach = messageId >= book.reach.fromId && messageId <= book.reach.toId
    if (read === undefined) book.remove([messageId])
    else if (isInReach || book.find(messageId) !== undefined) book.add([read])
  }

  /** Checks a moment later whether the missing messages have come. */
  #watch(): void {
    const { clock, isCurrent, onSkipped } = this.#parts
    if (this.#ahead.size === 0) this.close()
    else
      this.#cancel ??= clock.schedule(clock.now() + skippedAfterMs, () => {
        this.#cancel = undefined
        if (this.#ahead.size > 0 && isCurrent()) onSkipped()
      })
  }

  #onDeleted(messageIds: readonly number[]): void {
    const { book, meanwhile } = this.#parts
    for (const id of messageIds) this.#ahead.delete(id)
    meanwhile.noteDeleted(messageIds)
    book.remove(messageIds)
  }

  /** Looks whether TDLib left messages out: it then names a newest message of which it did not tell. */
  #onLast(message: Message | undefined): void {
    const { book, isCurrent, onForgotten, onSkipped } = this.#parts
    if (message === undefined) onForgotten()
    if (message === undefined || !isSent(message) || !isCurrent()) return
    if (message.id > book.reach.toId && !this.#ahead.has(message.id)) onSkipped()
  }
}
