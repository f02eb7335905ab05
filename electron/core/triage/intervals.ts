import type { WaitInterval } from '#shared/contract/entities/triage.ts'
import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'
import { asChatId } from '../telegram/ids.ts'

export interface IntervalsOptions {
  readonly store: Pick<Store, 'saveIntervals' | 'dropIntervals' | 'moveIntervals' | 'readIntervals'>
  readonly log: Logger
}

/**
 * Intervals of waits that ended, before they are written: they are collected, because each write waits for the disk.
 */
export class Intervals {
  readonly #options: IntervalsOptions
  readonly #unsaved = new Map<string, WaitInterval>()
  readonly #undropped = new Map<string, { readonly chatId: number; readonly startMessageId: number }>()
  /** Upgraded groups and the chats they were upgraded to. */
  readonly #unmoved = new Map<number, number>()

  constructor(options: IntervalsOptions) {
    this.#options = options
  }

  save(interval: WaitInterval): void {
    const key = `${interval.chatId}:${interval.startMessageId}`
    this.#undropped.delete(key)
    this.#unsaved.set(key, interval)
  }

  /** Drops the interval of a wait that goes on after all, or that never existed. */
  drop(chatId: number, startMessageId: number): void {
    const key = `${chatId}:${startMessageId}`
    this.#unsaved.delete(key)
    this.#undropped.set(key, { chatId, startMessageId })
  }

  /** The group was upgraded to another chat. Intervals that are not written yet move with the others. */
  move(fromChatId: number, toChatId: number): void {
    this.#unmoved.set(fromChatId, toChatId)
    this.flush()
  }

  /** Newest first. */
  read(chatId: number, limit: number): readonly WaitInterval[] {
    this.flush()
    return this.#options.store.readIntervals(asChatId(chatId), limit)
  }

  /** Writes all intervals. False when the disk did not take all of them; the rest is kept for the next try. */
  flush(): boolean {
    const { log, store } = this.#options
    if (this.#undropped.size > 0) {
      const dropped = [...this.#undropped.values()].map(({ chatId, startMessageId }) => ({
        chatId: asChatId(chatId),
        startMessageId,
      }))
      if (store.dropIntervals(dropped).ok) this.#undropped.clear()
    }
    if (this.#unsaved.size > 0) {
      const saved = store.saveIntervals([...this.#unsaved.values()])
      if (saved.ok) this.#unsaved.clear()
      else log.error({ count: this.#unsaved.size }, 'waits that ended are not on disk')
    }
    if (this.#unsaved.size > 0 || this.#undropped.size > 0) return false
    for (const [from, to] of this.#unmoved)
      if (store.moveIntervals(asChatId(from), asChatId(to)).ok) this.#unmoved.delete(from)
    return this.#unmoved.size === 0
  }

  clear(): void {
    this.#unsaved.clear()
    this.#undropped.clear()
    this.#unmoved.clear()
  }
}
