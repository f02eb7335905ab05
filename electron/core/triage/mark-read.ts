import type { ChatView, ListId } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { TriageView } from '#shared/contract/entities/triage.ts'
import { isUnread } from '#shared/domain/unread/is-unread.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { CloseSignal } from '#shared/lib/close-signal.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { RequestQueue } from '../telegram/request-queue.ts'
import type { TdResult } from '../telegram/td-client.ts'
import type { ChatReading } from './chat-reading.ts'

export interface MarkReadOptions {
  readonly requests: Pick<RequestQueue, 'run' | 'findPauseEndMs' | 'onChange'>
  readonly reading: Pick<ChatReading, 'markRead' | 'markUnread'>
  readonly idsOf: (list: ListId) => Iterable<number>
  readonly findRow: (chatId: number) => ChatView | undefined
  readonly onChange: () => void
}

interface Job {
  readonly isUndo: boolean
  readonly chatIds: readonly ChatId[]
  readonly end: CloseSignal
  doneCount: number
}

/** A list, or `unread`: the unread chats of the main list. */
type Tab = string

/** Marks the chats of a tab as read, one after the other, and takes the marking back as far as Telegram allows. */
export class MarkRead {
  readonly #options: MarkReadOptions
  #job: Job | undefined
  /** The chats that the last job marked as read. */
  #readIds: ChatId[] = []
  readonly #cancelWatch: Cancel

  constructor(options: MarkReadOptions) {
    this.#options = options
    this.#cancelWatch = options.requests.onChange.on(() => {
      if (this.#job !== undefined) options.onChange()
    })
  }

  readView(): Pick<TriageView, 'markingRead' | 'undoableReadCount'> {
    const job = this.#job
    const undoableReadCount = job?.isUndo === false ? 0 : this.#readIds.length
    if (job === undefined) return { undoableReadCount }
    const { chatIds, doneCount, isUndo } = job
    const progress = { doneCount, totalCount: chatIds.length, isUndo }
    const pausedUntilMs = this.#options.requests.findPauseEndMs('mark_read')
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

  /** Begins the job and returns at once. */
  start(tab: Tab): Result<{ readonly chatCount: number }, 'busy'> {
    if (this.#job !== undefined) return fail('busy', 'chats are being marked')
    const chatIds = this.#findUnread(tab).map((row) => row.id)
    this.#readIds = []
    this.#begin({ isUndo: false, chatIds, end: new CloseSignal(), doneCount: 0 })
    return ok({ chatCount: chatIds.length })
  }

  undo(): Result<undefined, 'busy'> {
    if (this.#job !== undefined) return fail('busy', 'chats are being marked')
    const chatIds = this.#readIds
    this.#readIds = []
    this.#begin({ isUndo: true, chatIds, end: new CloseSignal(), doneCount: 0 })
    return ok()
  }

  /** Stops the job. Chats that are marked stay marked. */
  stop(): void {
    const job = this.#job
    if (job === undefined) return
    this.#job = undefined
    job.end.fire()
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
    const { onChange, requests } = this.#options
    for (const chatId of job.chatIds) {
      await this.#markOne(job, chatId)
      if (this.#job !== job) return
      job.doneCount += 1
      onChange()
    }
    // A flood wait that the last chats caused belongs to the job too, so the job ends after the wait.
    await requests.run('mark_read', () => Promise.resolve(done), job.end)
    if (this.#job !== job) return
    this.#job = undefined
    onChange()
  }

  /** Tries until the chat is marked, Telegram refuses it for good, or the job is stopped. */
  async #markOne(job: Job, chatId: ChatId): Promise<void> {
    const { requests } = this.#options
    while (this.#job === job) {
      const marked = await requests.run('mark_read', () => this.#tryMark(job, chatId), job.end)
      if (marked.ok || marked.refusal.kind !== 'refused' || marked.refusal.code !== notReadyCode) return
    }
  }

  async #tryMark(job: Job, chatId: ChatId): Promise<TdResult<undefined>> {
    const { findRow, reading } = this.#options
    const row = findRow(chatId)
    // The chat already has the wanted state, because of another device or a new message.
    if (row === undefined || isUnread(row) === job.isUndo) return done
    const marked = await (job.isUndo ? reading.markUnread(chatId) : reading.markRead(chatId))
    if (marked.ok) {
      if (!job.isUndo) this.#readIds.push(chatId)
      return done
    }
    const { code, details, message } = marked.error
    const seconds = details?.['seconds']
    if (seconds !== undefined) {
      return { ok: false, refusal: { kind: 'flood_wait', seconds: Number(seconds), message } }
    }
    const refusedCode = code === 'not_ready' ? notReadyCode : 400
    return { ok: false, refusal: { kind: 'refused', code: refusedCode, message } }
  }
}

/** TDLib has not loaded the chat yet, so it is tried again. */
const notReadyCode = 503

const done: TdResult<undefined> = { ok: true, value: undefined }
