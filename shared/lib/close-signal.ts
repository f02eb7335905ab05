import type { Cancel } from './clock.ts'
import { Emitter } from './emitter.ts'

/**
 * The end of something, which comes once. Each listener is told once, in the tick of `fire`; one that comes later
 * is told too, a moment after it asked, so that `listen` never calls it before it returns. A cancelled listener
 * is not called any more, whichever of the two it waited for.
 */
export class CloseSignal {
  #isFired = false
  readonly #listeners = new Emitter()

  get isFired(): boolean {
    return this.#isFired
  }

  /** The first call tells the listeners, and throws their errors like an `Emitter`; later calls do nothing. */
  fire(): void {
    if (this.#isFired) return
    this.#isFired = true
    try {
      this.#listeners.emit()
    } finally {
      this.#listeners.clear()
    }
  }

  listen(listener: () => void): Cancel {
    if (!this.#isFired) return this.#listeners.on(listener)
    let isCancelled = false
    // An error of the listener ends as an unhandled rejection, which is where a bug without a caller is seen.
    void Promise.resolve().then(() => {
      if (!isCancelled) listener()
    })
    return () => {
      isCancelled = true
    }
  }
}
