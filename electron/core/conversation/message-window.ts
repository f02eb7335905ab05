import type { MessageView } from '#shared/contract/entities/message.ts'
import type { Message } from '../telegram/message.ts'

/**
 * A message of the window. A message from the store has no `source`: TDLib is asked before its view can be made
 * again.
 */
export interface WindowMessage {
  readonly view: MessageView
  readonly source: Message | undefined
}

/** A stretch of one chat's history, sorted by id. The part that fills it has to keep it free of gaps. */
export class MessageWindow {
  readonly #messages = new Map<number, WindowMessage>()
  /** Sorted when it is read, because most changes add at one end. */
  #ids: number[] = []
  #isSorted = true

  get size(): number {
    return this.#messages.size
  }

  get oldestId(): number | undefined {
    return this.#sorted()[0]
  }

  get newestId(): number | undefined {
    return this.#sorted().at(-1)
  }

  has(id: number): boolean {
    return this.#messages.has(id)
  }

  find(id: number): WindowMessage | undefined {
    return this.#messages.get(id)
  }

  *all(): Iterable<WindowMessage> {
    for (const id of this.#sorted()) {
      const message = this.#messages.get(id)
      if (message !== undefined) yield message
    }
  }

  put(id: number, message: WindowMessage): void {
    if (!this.#messages.has(id)) {
      const last = this.#ids.at(-1)
      if (last !== undefined && last > id) this.#isSorted = false
      this.#ids.push(id)
    }
    this.#messages.set(id, message)
  }

  /** True when the message was in the window. */
  drop(id: number): boolean {
    if (!this.#messages.delete(id)) return false
    const index = this.#ids.indexOf(id)
    if (index >= 0) this.#ids.splice(index, 1)
    return true
  }

  clear(): void {
    this.#messages.clear()
    this.#ids = []
    this.#isSorted = true
  }

  /** Forgets the oldest messages beyond `limit`. Gives their ids. */
  trimOldest(limit: number): readonly number[] {
    return this.#forget(this.#sorted().slice(0, Math.max(this.size - limit, 0)))
  }

  /** Forgets the newest messages beyond `limit`. Gives their ids. */
  trimNewest(limit: number): readonly number[] {
    return this.#forget(this.#sorted().slice(limit))
  }

  #forget(ids: readonly number[]): readonly number[] {
    for (const id of ids) this.#messages.delete(id)
    if (ids.length > 0) this.#ids = this.#sorted().filter((id) => this.#messages.has(id))
    return ids
  }

  #sorted(): readonly number[] {
    if (!this.#isSorted) {
      this.#ids.sort((a, b) => a - b)
      this.#isSorted = true
    }
    return this.#ids
  }
}
