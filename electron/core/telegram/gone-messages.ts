import { Emitter } from '#shared/lib/emitter.ts'
import type { Message } from './message.ts'

/** What the server gave of a chat's history: all of it below `beforeId` (0: from the end) down to its oldest message. */
export interface ServerStretch {
  readonly beforeId: number
  readonly messages: readonly Message[]
  /** Nothing is older than the oldest of the messages. */
  readonly isStart: boolean
}

export interface FoundGone {
  readonly chatId: number
  /** Messages that the server does not have. */
  readonly ids: readonly number[]
  /** The newest message of the chat; undefined where the stretch does not reach the end, or has no messages. */
  readonly newest: Message | undefined
}

/** True for a message that a search on the server gives for certain: reports of events may be left out there. */
export function isSearched({ isService, state }: Message): boolean {
  return state === 'sent' && !isService
}

/** Whether what the server gave below `beforeId` (0: from the end) reaches over a message with this id. */
export function isInside(
  id: number,
  { isStart, messages }: Pick<ServerStretch, 'isStart' | 'messages'>,
  beforeId: number,
): boolean {
  const fromId = isStart ? 0 : messages.reduce((least, message) => Math.min(least, message.id), Infinity)
  return id > 0 && id >= fromId && (beforeId === 0 || id < beforeId)
}

/**
 * Messages that were deleted without TDLib being told: it missed too much, and goes on giving them. They are found
 * where what is known is compared with what the server gives.
 */
export class GoneMessages {
  readonly onFound = new Emitter<[found: FoundGone]>()
  readonly #ids = new Map<number, Set<number>>()

  has(chatId: number, id: number): boolean {
    return this.#ids.get(chatId)?.has(id) === true
  }

  /**
   * `knownIds`: ids of messages that a search gives (`isSearched`) and that were known before the server was asked.
   * Those of them that lie in the stretch and are missing there are gone.
   */
  compare(chatId: number, knownIds: Iterable<number>, stretch: ServerStretch): void {
    const { beforeId, messages } = stretch
    const found = new Set<number>(messages.map(({ id }) => id))
    const ids = [...new Set(knownIds)].filter(
      (id) => isInside(id, stretch, beforeId) && !found.has(id) && !this.has(chatId, id),
    )
    if (ids.length === 0) return
    this.#ids.set(chatId, new Set([...(this.#ids.get(chatId) ?? []), ...ids]))
    const newest = beforeId === 0 ? messages.find(({ id }) => id === Math.max(...found)) : undefined
    this.onFound.emit({ chatId, ids, newest })
  }

  clear(): void {
    this.#ids.clear()
  }
}
