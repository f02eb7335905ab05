import type * as Td from 'tdlib-types'
import type { TeamContext } from '../team-context.ts'
import { readChannelMessage } from './channel-messages.ts'
import type { LogBook } from './log-book.ts'

export interface LiveMessagesParts extends Pick<TeamContext, 'client' | 'people' | 'onBug'> {
  readonly channelId: number
  readonly book: LogBook
  /** Nothing is missing before what Telegram tells of now. */
  readonly isCurrent: () => boolean
  readonly isClosed: () => boolean
  /** TDLib left out some messages. */
  readonly onSkipped: () => void
  readonly onChange: () => void
}

/** Puts into the book what Telegram tells of: new messages of the channel, changed and deleted ones. */
export class LiveMessages {
  readonly #parts: LiveMessagesParts
  #newestSeenId = 0
  #count = 0

  constructor(parts: LiveMessagesParts) {
    this.#parts = parts
  }

  /** Newest message that was told of as new, of whatever kind. */
  get newestSeenId(): number {
    return this.#newestSeenId
  }

  /** Messages of the log that were told of. */
  get count(): number {
    return this.#count
  }

  /** Every update; those of other chats are left aside. */
  follow(update: Td.Update): void {
    const { book, channelId } = this.#parts
    switch (update._) {
      case 'updateNewMessage':
      case 'updateMessageSendSucceeded':
        this.#onNew(update.message)
        break
      case 'updateChatLastMessage':
        if (update.chat_id === channelId) this.#onLast(update.last_message)
        break
      case 'updateMessageEdited':
        if (update.chat_id === channelId) this.#onEdited(update.message_id)
        break
      case 'updateDeleteMessages':
        // TDLib forgets messages of its memory too; only what is gone for good is gone for us.
        if (update.chat_id === channelId && update.is_permanent && !update.from_cache)
          book.remove(update.message_ids)
        break
      default:
    }
  }

  #onNew(message: Td.message): void {
    const { book, channelId, isCurrent, onChange, people } = this.#parts
    if (message.chat_id !== channelId || !isSent(message)) return
    this.#newestSeenId = Math.max(this.#newestSeenId, message.id)
    const read = readChannelMessage(message, people)
    const toId = Math.max(book.reach.toId, message.id)
    if (read !== undefined) {
      this.#count += 1
      book.add([read], isCurrent() ? { toId } : {})
    } else if (isCurrent()) {
      book.noteReach({ toId })
      onChange()
    }
  }

  /** TDLib names the newest message without having told of it: it skipped some. */
  #onLast(message: Td.message | undefined): void {
    const { book, isCurrent, onSkipped } = this.#parts
    if (message === undefined || !isSent(message) || !isCurrent()) return
    if (message.id > Math.max(this.#newestSeenId, book.reach.toId)) onSkipped()
  }

  #onEdited(messageId: number): void {
    const { book, channelId, client, isClosed, onBug, people } = this.#parts
    const td = client()
    if (td === undefined) return
    td.invoke({ _: 'getMessageLocally', chat_id: channelId, message_id: messageId })
      .then((found) => {
        if (isClosed() || !found.ok) return
        const read = readChannelMessage(found.value, people)
        const isInReach = messageId >= book.reach.fromId && messageId <= book.reach.toId
        if (read === undefined) book.remove([messageId])
        else if (isInReach || book.find(messageId) !== undefined) book.add([read])
      })
      .catch(onBug)
  }
}

export function isSent(message: Td.message): boolean {
  return message.sending_state === undefined && message.scheduling_state === undefined
}
