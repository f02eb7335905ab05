import type { Cancel } from '#shared/lib/clock.ts'

/** The end of an endpoint: each listener is told once, one that comes later too. */
export class CloseSignal {
  #isFired = false
  readonly #listeners = new Set<() => void>()

  get isFired(): boolean {
    return this.#isFired
  }

  fire(): void {
    if (this.#isFired) return
    this.#isFired = true
    const listeners = [...this.#listeners]
    this.#listeners.clear()
    for (const listener of listeners) listener()
  }

  listen(listener: () => void): Cancel {
    let isCancelled = false
    const call = (): void => {
      if (!isCancelled) listener()
    }
    if (this.#isFired) queueMicrotask(call)
    else this.#listeners.add(call)
    return () => {
      isCancelled = true
      this.#listeners.delete(call)
    }
  }
}
