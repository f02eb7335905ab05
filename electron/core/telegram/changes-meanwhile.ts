import { type Message, withEditDate } from './message.ts'

/**
 * What Telegram tells of the messages of one chat while something of it is read. What is read may be older than that,
 * because a reading takes several answers, and an answer may have been made before the change. Changes are told with
 * the event that brings them; those that nothing is being read for are forgotten at once.
 */
export class ChangesMeanwhile {
  #readingCount = 0
  readonly #newIds = new Set<number>()
  readonly #deletedIds = new Set<number>()
  /** When each was edited, by its id. */
  readonly #edits = new Map<number, number>()

  /** Changes are remembered from the call on until what `read` gives is settled, which is to put away what it has read itself. */
  async during<Value>(read: () => Promise<Value>): Promise<Value> {
    this.#readingCount += 1
    try {
      return await read()
    } finally {
      this.#readingCount -= 1
      if (this.#readingCount === 0) this.#forget()
    }
  }

  noteNew(id: number): void {
    if (this.#readingCount === 0) return
    this.#deletedIds.delete(id)
    this.#newIds.add(id)
  }

  /** They are gone for good. */
  noteDeleted(ids: readonly number[]): void {
    if (this.#readingCount === 0) return
    for (const id of ids) {
      this.#newIds.delete(id)
      this.#deletedIds.add(id)
    }
  }

  /** `editedS`: seconds since 1970; 0: the time of the edit is not shown. */
  noteEdited(id: number, editedS: number): void {
    if (this.#readingCount === 0) return
    this.#edits.set(id, Math.max(editedS, this.#edits.get(id) ?? 0))
  }

  isDeleted(id: number): boolean {
    return this.#deletedIds.has(id)
  }

  isEdited(id: number): boolean {
    return this.#edits.has(id)
  }

  /** It came while something was being read, and may be missing in what was read. */
  isNew(id: number): boolean {
    return this.#newIds.has(id)
  }

  /** What was read without what is gone. What was edited bears the time of its edit; its content may be older. */
  correct(messages: readonly Message[]): readonly Message[] {
    return messages.flatMap((message) => {
      if (this.#deletedIds.has(message.id)) return []
      const editedS = this.#edits.get(message.id) ?? 0
      return editedS > message.editedS ? withEditDate(message, editedS) : message
    })
  }

  #forget(): void {
    this.#newIds.clear()
    this.#deletedIds.clear()
    this.#edits.clear()
  }
}
