import type { Cancel, Clock } from '#shared/lib/clock.ts'

/** A client that types says so every few seconds; silence this long means it stopped. */
const keptMs = 6_000

/** Who is typing in one chat now, in the order in which they began. */
export class Typing {
  readonly #clock: Clock
  readonly #onChange: () => void
  readonly #typists = new Map<string, { readonly name: string; readonly cancel: Cancel }>()

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock
    this.#onChange = onChange
  }

  get names(): readonly string[] {
    return [...this.#typists.values()].map(({ name }) => name)
  }

  start(key: string, name: string): void {
    const before = this.#typists.get(key)
    before?.cancel()
    const cancel = this.#clock.schedule(this.#clock.now() + keptMs, () => this.stop(key))
    this.#typists.set(key, { name, cancel })
    if (before?.name !== name) this.#onChange()
  }

  stop(key: string): void {
    const person = this.#typists.get(key)
    if (person === undefined) return
    person.cancel()
    this.#typists.delete(key)
    this.#onChange()
  }

  /** Forgets everybody without telling windows, because nobody looks any more. */
  clear(): void {
    for (const { cancel } of this.#typists.values()) cancel()
    this.#typists.clear()
  }
}
