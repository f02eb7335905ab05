import type { JobView } from '#shared/contract/entities/triage.ts'
import type { Logger } from 'pino'
import { mayPass } from '../telegram/refusals.ts'
import type { RequestQueue } from '../telegram/request-queue.ts'
import type { TdRefusal, TdResult } from '../telegram/td-client.ts'
import { type ReadNeed, ReadQueue } from './read-queue.ts'

/** The most chats of one need that are read at the same time. */
const mostTurns = 2
/** The number of messages in the first page. Each further page is twice as long. */
const firstPage = 20
const longestPage = 100
/**
 * The most messages that are read of a chat. Whoever waits longer is shown as waiting at least since the oldest of
 * them.
 */
export const maxMessagesRead = 2_000
const maxPagesRead = 200

const kinds = {
  clock: 'clock_history',
  check: 'check_history',
  order: 'order_history',
} as const satisfies Record<ReadNeed, string>

export type PageResult =
  | { readonly ok: true; readonly messageCount: number }
  | { readonly ok: false; readonly refusal: TdRefusal }

export interface HistoryReaderOptions {
  readonly log: Logger
  readonly requests: Pick<RequestQueue, 'run' | 'findPauseEndMs' | 'onChange'>
  /** Reads the next older page of the chat into its tail. */
  readonly readPage: (chatId: number, count: number) => Promise<PageResult>
  /** What still has to be read of the chat. */
  readonly findNeed: (chatId: number) => ReadNeed | undefined
  /** When the chat's newest message was written. The newest chats are read first. */
  readonly findDateS: (chatId: number) => number
  /** Called when the rest of the chat is not read, because too much was read already or Telegram refused. */
  readonly onGivenUp: (chatId: number) => void
  /** Called when the view of the progress changed, or all clock reads are done. */
  readonly onProgress: () => void
}

/** Reads older messages of chats: first where a customer may wait, then where the order of the list needs them. */
export class HistoryReader {
  readonly #options: HistoryReaderOptions
  readonly #queue: ReadQueue
  readonly #running = new Set<number>()
  /** The number of queued turns. Which chat a turn reads is decided when the turn begins. */
  readonly #turnCounts: Record<ReadNeed, number> = { clock: 0, check: 0, order: 0 }
  readonly #pages = new Map<number, { readonly pageCount: number; readonly messageCount: number }>()
  /** Chats that were read for their clocks since all clocks were last right. */
  readonly #asked = new Set<number>()
  #doneCount = 0

  constructor(options: HistoryReaderOptions) {
    this.#options = options
    this.#queue = new ReadQueue(options.findDateS)
    options.requests.onChange.on(options.onProgress)
  }

  /** Checks whether the chat has to be read. Cheap, and may be called at every change. */
  want(chatId: number): void {
    const need = this.#options.findNeed(chatId)
    if (need === undefined) {
      if (!this.#running.has(chatId)) this.#finish(chatId)
      return
    }
    if (need === 'order') this.#noteClock(chatId)
    else if (!this.#asked.has(chatId)) {
      this.#asked.add(chatId)
      this.#options.onProgress()
    }
    if (this.#running.has(chatId)) return
    if (this.#queue.add(chatId, need)) this.#askForTurn()
  }

  /** The clock reads under way; undefined when every clock that can be read is right. */
  readJob(): JobView | undefined {
    if (this.#asked.size === 0) return undefined
    const job: JobView = { doneCount: this.#doneCount, totalCount: this.#doneCount + this.#asked.size }
    const pausedUntilMs = this.#options.requests.findPauseEndMs('clock_history')
    return pausedUntilMs === undefined ? job : { ...job, pausedUntilMs }
  }

  clear(): void {
    this.#queue.clear()
    this.#pages.clear()
    this.#asked.clear()
    this.#doneCount = 0
  }

  #askForTurn(): void {
    const need = this.#queue.peek()?.need
    if (need === undefined || this.#turnCounts[need] >= mostTurns) return
    this.#turnCounts[need] += 1
    void this.#options.requests
      .run(kinds[need], () => this.#readNext())
      .then((result) => {
        this.#turnCounts[need] -= 1
        if (!result.ok && result.refusal.kind === 'closed') this.clear()
        else this.#askForTurn()
      })
  }

  /** Reads the next page of the chat that needs it most. */
  async #readNext(): Promise<TdResult<undefined>> {
    const { findNeed, readPage } = this.#options
    for (let next = this.#queue.take(); next !== undefined; next = this.#queue.take()) {
      const { chatId } = next
      if (findNeed(chatId) === undefined) {
        this.#finish(chatId)
        continue
      }
      this.#running.add(chatId)
      const { pageCount } = this.#pages.get(chatId) ?? { pageCount: 0 }
      const result = await readPage(chatId, Math.min(firstPage * 2 ** pageCount, longestPage))
      this.#running.delete(chatId)
      return result.ok ? this.#notePage(chatId, result.messageCount) : this.#refuse(chatId, result.refusal)
    }
    return done
  }

  #notePage(chatId: number, pageLength: number): TdResult<undefined> {
    const { findNeed, log, onGivenUp } = this.#options
    const before = this.#pages.get(chatId) ?? { pageCount: 0, messageCount: 0 }
    const messageCount = before.messageCount + pageLength
    this.#pages.set(chatId, { pageCount: before.pageCount + 1, messageCount })
    const isTooLong = messageCount >= maxMessagesRead || before.pageCount >= maxPagesRead
    if (isTooLong && findNeed(chatId) !== undefined) {
      log.info({ chatId, messageCount }, 'a history is too long to be read to its last answer')
      onGivenUp(chatId)
    }
    this.want(chatId)
    return done
  }

  #refuse(chatId: number, refusal: TdRefusal): TdResult<undefined> {
    if (refusal.kind === 'closed' || mayPass(refusal)) {
      this.want(chatId)
      return { ok: false, refusal }
    }
    this.#options.log.warn({ chatId, refusal: refusal.message }, 'a history cannot be read')
    this.#options.onGivenUp(chatId)
    this.want(chatId)
    return done
  }

  #finish(chatId: number): void {
    this.#queue.remove(chatId)
    this.#pages.delete(chatId)
    this.#noteClock(chatId)
  }

  /** Notes that the chat's clock is right, even if other messages are still missing. */
  #noteClock(chatId: number): void {
    if (!this.#asked.delete(chatId)) return
    this.#doneCount += 1
    if (this.#asked.size === 0) this.#doneCount = 0
    this.#options.onProgress()
  }
}

const done: TdResult<undefined> = { ok: true, value: undefined }
