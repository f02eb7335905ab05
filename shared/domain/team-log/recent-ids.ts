/** The last ids that were accepted; a new id pushes out the oldest. */
export class RecentIds {
  readonly #limit: number
  #ids: string[]
  #known: Set<string>
  #next = 0

  constructor(limit: number, ids: readonly string[] = []) {
    this.#limit = limit
    this.#ids = ids.slice(-limit)
    this.#known = new Set(this.#ids)
  }

  has(id: string): boolean {
    return this.#known.has(id)
  }

  add(id: string): void {
    if (this.#known.has(id)) return
    this.#known.add(id)
    if (this.#ids.length < this.#limit) {
      this.#ids.push(id)
      return
    }
    this.#known.delete(this.#ids[this.#next] ?? '')
    this.#ids[this.#next] = id
    this.#next = (this.#next + 1) % this.#limit
  }

  /** The oldest first. */
  toArray(): string[] {
    return [...this.#ids.slice(this.#next), ...this.#ids.slice(0, this.#next)]
  }
}
