import type { Cancel, Clock } from '#shared/lib/clock.ts'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { kindOf, type PatchBatch, type PatchKind, type PatchOp } from '#shared/contract/patches.ts'
import { PendingOps } from './pending-ops.ts'

export interface WindowStreamOptions {
  readonly clock: Clock
  /** Posts a batch to the window. */
  readonly send: (batch: PatchBatch) => void
  /** The current state that every window shows, as `writeSnapshot` writes it. */
  readonly readBase: () => Iterable<PatchOp>
  /** The current state of an open conversation and of the messages that this window holds of it. */
  readonly readConversation: (chatId: ChatId) => Iterable<PatchOp>
  readonly onClose: () => void
  readonly limits: StreamLimits
}

export interface StreamLimits {
  /** Shortest time between two batches. */
  readonly intervalMs: number
  /**
   * Shortest time between a batch and one that changes nothing but rows of lists. Every such batch may move all rows on
   * screen; in a busy hour that is most of a window's work, and nobody reads a list that changes faster than this.
   */
  readonly listIntervalMs: number
  /** This many batches may be unacknowledged; then the core waits for the window. */
  readonly maxUnackedBatches: number
  /** This many entities may wait for a slow window. Beyond it they are forgotten, and the window gets a snapshot. */
  readonly maxWaitingOps: number
  readonly maxOpsPerBatch: number
}

/**
 * The patches of one window. Nothing is sent before `open`. Afterwards the window's state follows the core's state,
 * and equals it whenever the window has applied the last batch.
 *
 * A window that leaves more than `maxUnackedBatches` unacknowledged gets nothing more until it has caught up. Its
 * patches wait, coalesced by entity. When more than `maxWaitingOps` wait, they are forgotten and the window gets a
 * snapshot instead. A snapshot's parts are not counted: a window may take its time to paint the first picture.
 */
export class WindowStream {
  readonly #options: WindowStreamOptions
  readonly #pending = new PendingOps()
  readonly #conversations = new Set<ChatId>()
  #isOpen = false
  #isClosed = false
  #needsSnapshot = false
  /** Something waits that is not a row of a list. */
  #isUrgent = false
  #seq = 0
  #ackedSeq = 0
  #snapshotEndSeq = 0
  #lastSentAtMs = Number.NEGATIVE_INFINITY
  #timer: { readonly atMs: number; readonly cancel: Cancel } | undefined

  constructor(options: WindowStreamOptions) {
    this.#options = options
  }

  /**
   * Sends a snapshot at once, then batches. A repeated call sends a fresh snapshot, for a window that missed a
   * batch.
   */
  open(): void {
    if (this.#isClosed) return
    this.#isOpen = true
    this.#sendSnapshot()
  }

  /** The window has applied every batch up to `seq`. */
  acknowledge(seq: number): void {
    if (!Number.isSafeInteger(seq)) return
    this.#ackedSeq = Math.max(this.#ackedSeq, Math.min(seq, this.#seq))
    if (this.#needsSnapshot || this.#pending.size > 0) this.#arm()
  }

  /** Sends conversation ops of this chat to the window from now on. The caller publishes what the window shall hold. */
  openConversation(chatId: ChatId): void {
    this.#conversations.add(chatId)
  }

  /**
   * The window forgets the chat's messages and gets no more of them. `last` is the conversation it shows from then
   * on.
   */
  closeConversation(chatId: ChatId, last?: ConversationView): void {
    if (!this.#conversations.delete(chatId)) return
    this.#pending.forgetConversation(chatId)
    this.#add({ op: 'clear_messages', chatId })
    if (last !== undefined) this.#add({ op: 'conversation', value: last })
    this.#arm()
  }

  /** Publishes patches to this window alone. Patches of a conversation that is not open in the window are dropped. */
  publish(ops: Iterable<PatchOp>): void {
    if (!this.#isOpen) return
    let isPressing = false
    for (const op of ops) {
      const kind = kindOf(op)
      isPressing ||= kind.pace === 'at_once'
      if (this.#isFor(kind, op)) this.#add(op, kind)
    }
    if (this.#pending.size === 0) return
    if (isPressing && !this.#needsSnapshot && this.#hasPaused()) this.#flush()
    else this.#arm()
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#isOpen = false
    this.#timer?.cancel()
    this.#pending.clear()
    this.#conversations.clear()
    this.#options.onClose()
  }

  #isFor(kind: PatchKind, op: PatchOp): boolean {
    return kind.audience === 'every_window' || this.#conversations.has(kind.chatOf(op))
  }

  #add(op: PatchOp, kind = kindOf(op)): void {
    if (!this.#isOpen || this.#needsSnapshot) return
    this.#pending.add(op, kind)
    this.#isUrgent ||= kind.pace !== 'with_lists'
    if (this.#pending.size <= this.#options.limits.maxWaitingOps || !this.#isLagging()) return
    this.#pending.clear()
    this.#needsSnapshot = true
  }

  #isLagging(): boolean {
    const answered = Math.max(this.#ackedSeq, this.#snapshotEndSeq)
    return this.#seq - answered >= this.#options.limits.maxUnackedBatches
  }

  #arm(): void {
    if (!this.#isOpen) return
    const { clock } = this.#options
    const nowMs = clock.now()
    const atMs = nowMs + this.#readPauseMs(nowMs)
    if (this.#timer !== undefined && this.#timer.atMs <= atMs) return
    this.#timer?.cancel()
    const cancel = clock.schedule(atMs, () => {
      this.#flush()
    })
    this.#timer = { atMs, cancel }
  }

  /** True when nothing was sent for a frame: urgent patches are then sent within the same tick. */
  #hasPaused(): boolean {
    const sinceMs = this.#options.clock.now() - this.#lastSentAtMs
    return sinceMs < 0 || sinceMs >= this.#options.limits.intervalMs
  }

  /** Bounded on both sides, so that setting the wall clock back does not stall the stream. */
  #readPauseMs(nowMs: number): number {
    const { intervalMs, listIntervalMs } = this.#options.limits
    const sinceMs = nowMs - this.#lastSentAtMs
    if (this.#isUrgent || this.#needsSnapshot) return Math.min(Math.max(intervalMs - sinceMs, 0), intervalMs)
    // A row and its place are published shortly after each other and belong in one batch.
    return Math.min(Math.max(listIntervalMs - sinceMs, intervalMs), listIntervalMs)
  }

  #flush(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    if (this.#needsSnapshot) {
      // The snapshot waits until the window has acknowledged everything before it: an earlier one would be wasted.
      if (this.#ackedSeq === this.#seq) this.#sendSnapshot()
      return
    }
    // A window that lags gets its patches after its next acknowledgement.
    if (this.#isLagging() || this.#pending.size === 0) return
    this.#send(this.#pending.take(), false)
  }

  #sendSnapshot(): void {
    this.#pending.clear()
    this.#needsSnapshot = false
    const ops = [...this.#options.readBase()]
    for (const chatId of this.#conversations) ops.push(...this.#options.readConversation(chatId))
    this.#send(ops, true)
    this.#snapshotEndSeq = this.#seq
  }

  /**
   * Sends the ops in parts of bounded size, one right after the other. Only the first part of a snapshot is marked
   * as one.
   */
  #send(ops: readonly PatchOp[], isSnapshot: boolean): void {
    const { clock, limits, send } = this.#options
    this.#lastSentAtMs = clock.now()
    this.#isUrgent = false
    for (let start = 0; start === 0 || start < ops.length; start += limits.maxOpsPerBatch) {
      this.#seq += 1
      send({
        seq: this.#seq,
        isSnapshot: isSnapshot && start === 0,
        ops: ops.slice(start, start + limits.maxOpsPerBatch),
      })
    }
  }
}
