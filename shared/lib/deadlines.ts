import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import TinyQueue from 'tinyqueue'

/** While a deadline is ahead, wall time is checked this often: timers stand still while a machine sleeps. */
const lookMs = 1_000
/** While no deadline is ahead, wall time is checked this often, which still notices a sleep. */
const idleLookMs = 20_000
/** A check that comes this much later than scheduled: the machine slept, or its clock was set. */
const jumpMs = 5_000

interface Deadline {
  readonly atMs: EpochMs
  readonly chatId: number
  readonly version: number
}

export interface DeadlinesOptions {
  readonly clock: Clock
  /** The deadline of the chat has come; the chat has no deadline until a new one is set. */
  readonly onDue: (chatId: number) => void
  /** Wall time jumped forward or back: the machine slept, or its clock was set. */
  readonly onJump: (fromMs: EpochMs, toMs: EpochMs) => void
}

/** One deadline per chat, in a heap, with one timer for all of them. */
export class Deadlines {
  readonly #options: DeadlinesOptions
  readonly #heap = new TinyQueue<Deadline>([], (a, b) => a.atMs - b.atMs)
  /** The version of a chat's deadline that counts; older versions stay in the heap until they come to its top. */
  readonly #versions = new Map<number, number>()
  #nextVersion = 1
  #lastLookMs: EpochMs
  #expectedMs: EpochMs
  #cancel: Cancel | undefined
  #armedAtMs = Infinity
  #isIdle = false
  #isClosed = false

  constructor(options: DeadlinesOptions) {
    this.#options = options
    this.#lastLookMs = options.clock.now()
    this.#expectedMs = this.#lastLookMs
  }

  /** Begins to check the time. */
  start(): void {
    this.#lastLookMs = this.#options.clock.now()
    this.#arm()
  }

  /** How many chats have a deadline ahead. */
  get count(): number {
    return this.#versions.size
  }

  /** How many entries the heap has, including those that do not count any more. */
  get heapSize(): number {
    return this.#heap.length
  }

  /** Sets the chat's deadline; without a moment the chat has none. */
  set(chatId: number, atMs: EpochMs | undefined): void {
    if (atMs === undefined) {
      this.#versions.delete(chatId)
      return
    }
    const version = this.#nextVersion
    this.#nextVersion += 1
    this.#versions.set(chatId, version)
    this.#heap.push({ atMs, chatId, version })
    if (this.#heap.length > 64 && this.#heap.length > this.#versions.size * 4) this.#rebuild()
    if (this.#cancel !== undefined && (atMs < this.#armedAtMs || this.#isIdle)) this.#arm()
  }

  clear(): void {
    this.#versions.clear()
    while (this.#heap.length > 0) this.#heap.pop()
  }

  close(): void {
    this.#isClosed = true
    this.#cancel?.()
    this.#cancel = undefined
  }

  #arm(): void {
    this.#cancel?.()
    this.#cancel = undefined
    if (this.#isClosed) return
    const nowMs = this.#options.clock.now()
    const nextMs = this.#findNextMs()
    this.#isIdle = nextMs === undefined
    const lookAtMs = nowMs + (this.#isIdle ? idleLookMs : lookMs)
    this.#armedAtMs = Math.min(nextMs ?? Infinity, lookAtMs)
    this.#expectedMs = Math.max(this.#armedAtMs, nowMs)
    this.#cancel = this.#options.clock.schedule(this.#armedAtMs, () => {
      this.#look()
    })
  }

  #look(): void {
    const { clock, onDue, onJump } = this.#options
    const nowMs = clock.now()
    const hasJumped = nowMs - this.#expectedMs > jumpMs || nowMs < this.#lastLookMs - jumpMs
    const fromMs = this.#lastLookMs
    this.#lastLookMs = nowMs
    if (hasJumped) onJump(fromMs, nowMs)
    for (;;) {
      const first = this.#heap.peek()
      if (first === undefined || first.atMs > nowMs) break
      this.#heap.pop()
      if (this.#versions.get(first.chatId) !== first.version) continue
      this.#versions.delete(first.chatId)
      onDue(first.chatId)
    }
    this.#arm()
  }

  #findNextMs(): EpochMs | undefined {
    for (;;) {
      const first = this.#heap.peek()
      if (first === undefined) return undefined
      if (this.#versions.get(first.chatId) === first.version) return first.atMs
      this.#heap.pop()
    }
  }

  #rebuild(): void {
    const current: Deadline[] = []
    for (;;) {
      const deadline = this.#heap.pop()
      if (deadline === undefined) break
      if (this.#versions.get(deadline.chatId) === deadline.version) current.push(deadline)
    }
    for (const deadline of current) this.#heap.push(deadline)
  }
}
