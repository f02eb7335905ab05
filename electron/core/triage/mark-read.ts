import type { ChatView, ListId } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { TriageView } from '#shared/contract/entities/triage.ts'
import { isUnread } from '#shared/domain/unread/is-unread.ts'
import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { ChatReading } from './chat-reading.ts'

/** Between two chats, so that Telegram does not take it for a flood. */
const paceMs = 100
const offlineMs = 1_000
/** During a wait the clock is looked at again: it may have been set, and a machine that slept does not hear of time. */
const lookAgainMs = 5_000

export interface MarkReadOptions {
  readonly clock: Clock
  readonly isOnline: () => boolean
  readonly reading: Pick<ChatReading, 'markRead' | 'markUnread'>
  readonly idsOf: (list: ListId) => Iterable<number>
  readonly findRow: (chatId: number) => ChatView | undefined
  /** Told when Telegram asks to wait, in seconds, which TDLib does by itself in the background. */
  readonly onFloodWait: (listener: (seconds: number) => void) => Cancel
  readonly onChange: () => void
}

interface Job {
  readonly isUndo: boolean
  readonly chatIds: readonly ChatId[]
  doneCount: number
  pausedUntilMs: EpochMs | undefined
  /** When the wait began. */
  pausedAtMs: EpochMs
}

/** A list, or `unread`: the unread chats of the main list. */
type Tab = string

/** Marks the chats of a tab as read, one after the other, and takes that back as far as Telegram allows. */
export class MarkRead {
  readonly #options: MarkReadOptions
  #job: Job | undefined
  /** What the last job read. */
  #readIds: ChatId[] = []
  #wake: (() => void) | undefined
  #cancelWait: Cancel | undefined
  readonly #cancelWatch: Cancel

  constructor(options: MarkReadOptions) {
    this.#options = options
    this.#cancelWatch = options.onFloodWait((seconds) => {
      if (this.#job !== undefined) this.#hold(this.#job, seconds)
    })
  }

  readView(): Pick<TriageView, 'markingRead' | 'undoableReadCount'> {
    const job = this.#job
    const undoableReadCount = job?.isUndo === false ? 0 : this.#readIds.length
    if (job === undefined) return { undoableReadCount }
    const { doneCount, isUndo, pausedUntilMs } = job
    const progress = { doneCount, totalCount: job.chatIds.length, isUndo }
    const markingRead = pausedUntilMs === undefined ? progress : { ...progress, pausedUntilMs }
    return { undoableReadCount, markingRead }
  }

  count(tab: Tab): { readonly chatCount: number; readonly messageCount: number } {
    const rows = this.#findUnread(tab)
    return {
      chatCount: rows.length,
      messageCount: rows.reduce((sum, row) => sum + row.unreadCount, 0),
    }
  }

  /** Begins and answers at once. */
  start(tab: Tab): Result<{ readonly chatCount: number }, 'busy'> {
    if (this.#job !== undefined) return fail('busy', 'chats are being marked')
    const chatIds = this.#findUnread(tab).map((row) => row.id)
    this.#readIds = []
    this.#begin({ isUndo: false, chatIds, doneCount: 0, pausedUntilMs: undefined, pausedAtMs: 0 })
    return ok({ chatCount: chatIds.length })
  }

  undo(): Result<undefined, 'busy'> {
    if (this.#job !== undefined) return fail('busy', 'chats are being marked')
    const chatIds = this.#readIds
    this.#readIds = []
    this.#begin({ isUndo: true, chatIds, doneCount: 0, pausedUntilMs: undefined, pausedAtMs: 0 })
    return ok()
  }

  /** What is marked stays marked. */
  stop(): void {
    if (this.#job === undefined) return
    this.#job = undefined
    this.#cancelWait?.()
    this.#wake?.()
    this.#options.onChange()
  }

  clear(): void {
    this.#readIds = []
    this.stop()
  }

  close(): void {
    this.stop()
    this.#cancelWatch()
  }

  #findUnread(tab: Tab): readonly ChatView[] {
    const rows: ChatView[] = []
    for (const chatId of this.#options.idsOf(tab === 'unread' ? 'main' : tab)) {
      const row = this.#options.findRow(chatId)
      if (row !== undefined && isUnread(row)) rows.push(row)
    }
    return rows
  }

  #begin(job: Job): void {
    this.#options.onChange()
    if (job.chatIds.length === 0) return
    this.#job = job
    void this.#run(job)
  }

  async #run(job: Job): Promise<void> {
    for (const chatId of job.chatIds) {
      await this.#markOne(job, chatId)
      if (this.#job !== job) return
      job.doneCount += 1
      this.#options.onChange()
      await this.#pause(paceMs)
      // A wait that the last chats caused belongs to the job too.
      await this.#waitUntilAllowed(job)
      if (this.#job !== job) return
    }
    this.#job = undefined
    this.#options.onChange()
  }

  /** Until it is marked, or Telegram refuses it for good, or the job is stopped. */
  async #markOne(job: Job, chatId: ChatId): Promise<void> {
    const { findRow, isOnline, reading } = this.#options
    while (this.#job === job) {
      const row = findRow(chatId)
      // Somebody was faster, on another device or by a new message.
      if (row === undefined || isUnread(row) === job.isUndo) return
      if (!isOnline()) {
        await this.#pause(offlineMs)
        continue
      }
      const marked = await (job.isUndo ? reading.markUnread(chatId) : reading.markRead(chatId))
      if (marked.ok && !job.isUndo) this.#readIds.push(chatId)
      if (marked.ok) return
      const { code, details } = marked.error
      const seconds = details?.['seconds']
      if (seconds !== undefined) this.#hold(job, Number(seconds))
      else if (code === 'not_ready') await this.#pause(offlineMs)
      else return
      await this.#waitUntilAllowed(job)
    }
  }

  #hold(job: Job, seconds: number): void {
    const nowMs = this.#options.clock.now()
    const untilMs = nowMs + seconds * 1000
    if (this.#isPaused(job) && untilMs <= (job.pausedUntilMs ?? 0)) return
    job.pausedAtMs = nowMs
    job.pausedUntilMs = untilMs
    this.#options.onChange()
  }

  /** A clock that was set back meanwhile makes no wait longer. */
  #isPaused({ pausedAtMs, pausedUntilMs }: Job): boolean {
    const nowMs = this.#options.clock.now()
    return pausedUntilMs !== undefined && nowMs < pausedUntilMs && nowMs >= pausedAtMs
  }

  async #waitUntilAllowed(job: Job): Promise<void> {
    const { clock, onChange } = this.#options
    if (job.pausedUntilMs === undefined) return
    while (this.#job === job && this.#isPaused(job)) {
      await this.#pause(Math.min(job.pausedUntilMs - clock.now(), lookAgainMs))
    }
    job.pausedUntilMs = undefined
    if (this.#job === job) onChange()
  }

  #pause(forMs: number): Promise<void> {
    const { clock } = this.#options
    return new Promise((resolve) => {
      this.#wake = resolve
      this.#cancelWait = clock.schedule(clock.now() + forMs, resolve)
    })
  }
}
