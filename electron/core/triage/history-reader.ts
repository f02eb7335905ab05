import type { JobView } from '#shared/contract/entities/triage.ts'
import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import type { Logger } from 'pino'
import type { TdRefusal } from '../telegram/td-client.ts'
import { type ReadNeed, ReadQueue } from './read-queue.ts'

/** Chats read at the same time. */
const maxRunning = 2
/** Pause between two reads that only the order needs. */
const orderPauseMs = 200
/** Pause after a refusal that may pass. */
const retryMs = 2_000
/** Messages of the first page; each further one is twice as long. */
const firstPage = 20
const longestPage = 100
/** So much of a chat is read at most; whoever waits longer is shown as waiting at least since then. */
export const maxMessagesRead = 2_000
const maxPagesRead = 200

export type PageResult =
  | { readonly ok: true; readonly messageCount: number }
  | { readonly ok: false; readonly refusal: TdRefusal }

export interface HistoryReaderOptions {
  readonly clock: Clock
  readonly log: Logger
  /** Reads the next older page of the chat into its tail. */
  readonly readPage: (chatId: number, count: number) => Promise<PageResult>
  /** What is still missing of the chat. */
  readonly findNeed: (chatId: number) => ReadNeed | undefined
  /** When its newest message was written; the newest chats come first. */
  readonly findDateS: (chatId: number) => number
  /** So much was read that the rest is given up. */
  readonly onGivenUp: (chatId: number) => void
  /** The view of the work changed, or all clock reads are done. */
  readonly onProgress: () => void
}

/** Reads histories back, politely: first where a customer may wait, then where the order needs it. */
export class HistoryReader {
  readonly #options: HistoryReaderOptions
  readonly #queue: ReadQueue
  readonly #running = new Map<number, ReadNeed>()
  readonly #pages = new Map<number, { readonly pageCount: number; readonly messageCount: number }>()
  /** Chats whose clock was asked for since the last time all were right. */
  readonly #asked = new Set<number>()
  #doneCount = 0
  #isUpToDate = false
  #pausedUntilMs: EpochMs | undefined
  #orderFromMs: EpochMs = 0
  #cancel: Cancel | undefined

  constructor(options: HistoryReaderOptions) {
    this.#options = options
    this.#queue = new ReadQueue(options.findDateS)
  }

  /** Reads only while Telegram can be reached. */
  setUpToDate(isUpToDate: boolean): void {
    if (this.#isUpToDate === isUpToDate) return
    this.#isUpToDate = isUpToDate
    this.#pump()
  }

  /** Looks whether the chat has to be read; cheap, and may be asked at every change. */
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
    if (this.#queue.add(chatId, need)) this.#pump()
  }

  /** Wall time has jumped: a pause may be over, and lasts no longer for a clock that was set back. */
  wake(fromMs: EpochMs, toMs: EpochMs): void {
    const shiftMs = Math.min(toMs - fromMs, 0)
    this.#orderFromMs += shiftMs
    if (this.#pausedUntilMs !== undefined) this.#pausedUntilMs += shiftMs
    this.#pump()
  }

  /** Clock reads that are under way; absent: every clock that can be read is right. */
  readJob(): JobView | undefined {
    if (this.#asked.size === 0) return undefined
    const job: JobView = { doneCount: this.#doneCount, totalCount: this.#doneCount + this.#asked.size }
    return this.#pausedUntilMs === undefined ? job : { ...job, pausedUntilMs: this.#pausedUntilMs }
  }

  clear(): void {
    this.#queue.clear()
    this.#pages.clear()
    this.#asked.clear()
    this.#doneCount = 0
    this.#pausedUntilMs = undefined
    this.#cancel?.()
    this.#cancel = undefined
  }

  #pump(): void {
    const { clock } = this.#options
    while (this.#isUpToDate && this.#running.size < maxRunning) {
      const nowMs = clock.now()
      if (this.#pausedUntilMs !== undefined) {
        if (nowMs < this.#pausedUntilMs) {
          this.#pumpAt(this.#pausedUntilMs)
          return
        }
        this.#pausedUntilMs = undefined
        this.#options.onProgress()
      }
      const next = this.#queue.peek()
      if (next === undefined) return
      if (next.need === 'order' && nowMs < this.#orderFromMs) {
        this.#pumpAt(this.#orderFromMs)
        return
      }
      this.#queue.take()
      const need = this.#options.findNeed(next.chatId)
      if (need === undefined) {
        this.#finish(next.chatId)
        continue
      }
      if (need === 'order') this.#orderFromMs = nowMs + orderPauseMs
      this.#start(next.chatId, need)
    }
  }

  #pumpAt(atMs: EpochMs): void {
    this.#cancel?.()
    this.#cancel = this.#options.clock.schedule(atMs, () => {
      this.#cancel = undefined
      this.#pump()
    })
  }

  #start(chatId: number, need: ReadNeed): void {
    this.#running.set(chatId, need)
    const { pageCount } = this.#pages.get(chatId) ?? { pageCount: 0 }
    const count = Math.min(firstPage * 2 ** pageCount, longestPage)
    void this.#options.readPage(chatId, count).then((result) => {
      this.#end(chatId, result)
    })
  }

  #end(chatId: number, result: PageResult): void {
    this.#running.delete(chatId)
    if (!result.ok) {
      this.#refuse(chatId, result.refusal)
      return
    }
    const before = this.#pages.get(chatId) ?? { pageCount: 0, messageCount: 0 }
    const messageCount = before.messageCount + result.messageCount
    this.#pages.set(chatId, { pageCount: before.pageCount + 1, messageCount })
    const isTooLong = messageCount >= maxMessagesRead || before.pageCount >= maxPagesRead
    if (isTooLong && this.#options.findNeed(chatId) !== undefined) {
      this.#options.log.info({ chatId, messageCount }, 'a history is too long to be read to its last answer')
      this.#options.onGivenUp(chatId)
    }
    this.want(chatId)
    this.#pump()
  }

  #refuse(chatId: number, refusal: TdRefusal): void {
    const { clock, log, onGivenUp, onProgress } = this.#options
    if (refusal.kind === 'closed') {
      this.clear()
      return
    }
    if (refusal.kind === 'flood_wait' || refusal.code >= 500 || refusal.code < 0) {
      const pauseMs = refusal.kind === 'flood_wait' ? refusal.seconds * 1000 : retryMs
      const untilMs = clock.now() + pauseMs
      log.warn({ chatId, pauseMs, refusal: refusal.message }, 'reading history waits')
      this.#pausedUntilMs = Math.max(untilMs, this.#pausedUntilMs ?? 0)
      onProgress()
    } else {
      log.warn({ chatId, refusal: refusal.message }, 'a history cannot be read')
      onGivenUp(chatId)
    }
    this.want(chatId)
    this.#pump()
  }

  #finish(chatId: number): void {
    this.#queue.remove(chatId)
    this.#pages.delete(chatId)
    this.#noteClock(chatId)
  }

  /** The chat's clock is right, whatever else may be missing. */
  #noteClock(chatId: number): void {
    if (!this.#asked.delete(chatId)) return
    this.#doneCount += 1
    if (this.#asked.size === 0) this.#doneCount = 0
    this.#options.onProgress()
  }
}
