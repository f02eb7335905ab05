import type { TeamLogReach, StoredTeamLogMessage } from '../../store/team-store.ts'
import type { ChangesMeanwhile } from '../../telegram/changes-meanwhile.ts'
import type { Message } from '../../telegram/message.ts'
import type { People } from '../../telegram/people.ts'
import { readChannelMessage } from './channel-messages.ts'
import type { TeamLogBook } from './log-book.ts'

export interface ReadIntakeParts {
  readonly book: TeamLogBook
  readonly people: People
  readonly meanwhile: ChangesMeanwhile
  /** The message was edited while it was read: the content that was read may be out of date. */
  readonly onEdited: (messageId: number) => void
}

/** Puts into the book what was read of the channel, but for what Telegram has told of since the reading began. */
export class ReadIntake {
  readonly #parts: ReadIntakeParts

  constructor(parts: ReadIntakeParts) {
    this.#parts = parts
  }

  /** Adds events that were read; there may be other messages between them. */
  add(messages: readonly Message[], reach: Partial<TeamLogReach> = {}): void {
    this.#parts.book.add(this.#read(messages), reach)
    this.#tellEdited(messages)
  }

  /** Takes all messages between the two ids, both included. */
  replace(
    fromId: number,
    toId: number,
    messages: readonly Message[],
    reach: Partial<TeamLogReach> = {},
  ): void {
    const { book, meanwhile } = this.#parts
    const readIds = new Set<number>(messages.map(({ id }) => id))
    // Telegram may have made the answer before these messages came.
    const come = book
      .idsBetween(fromId, toId)
      .filter((id) => meanwhile.isNew(id) && !readIds.has(id))
      .flatMap((id) => book.find(id) ?? [])
    book.replace(fromId, toId, [...this.#read(messages), ...come], reach)
    this.#tellEdited(messages)
  }

  #read(messages: readonly Message[]): readonly StoredTeamLogMessage[] {
    const { meanwhile, people } = this.#parts
    return meanwhile.correct(messages).flatMap((message) => readChannelMessage(message, people) ?? [])
  }

  #tellEdited(messages: readonly Message[]): void {
    const { meanwhile, onEdited } = this.#parts
    for (const { id } of messages) if (meanwhile.isEdited(id) && !meanwhile.isDeleted(id)) onEdited(id)
  }
}
