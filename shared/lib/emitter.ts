import type { Cancel } from './clock.ts'

interface Subscription<Args extends readonly unknown[]> {
  readonly listener: (...args: Args) => void
  isCancelled: boolean
}

/**
 * Tells whoever asked, in the order in which they asked.
 *
 * - Every `on` is a subscription of its own, also when the function is the same.
 * - Whoever subscribes during an `emit` hears from the next one on; whoever cancels is not called any more,
 *   not even by the `emit` that is under way.
 * - A listener that throws keeps nobody from hearing: `emit` calls all of them, then throws that error
 *   (an `AggregateError` when several threw), because a listener that throws is a bug of the listener.
 */
export class Emitter<Args extends readonly unknown[] = []> {
  /** Replaced, never changed: a running emit goes through the listeners that it began with, and copies nothing. */
  #subscriptions: readonly Subscription<Args>[] = []

  get size(): number {
    return this.#subscriptions.length
  }

  on(listener: (...args: Args) => void): Cancel {
    const subscription: Subscription<Args> = { listener, isCancelled: false }
    this.#subscriptions = [...this.#subscriptions, subscription]
    return () => {
      if (subscription.isCancelled) return
      subscription.isCancelled = true
      this.#subscriptions = this.#subscriptions.filter((one) => one !== subscription)
    }
  }

  emit(...args: Args): void {
    let errors: unknown[] | undefined
    for (const subscription of this.#subscriptions) {
      if (subscription.isCancelled) continue
      try {
        subscription.listener(...args)
      } catch (error) {
        errors = [...(errors ?? []), error]
      }
    }
    if (errors === undefined) return
    throw errors.length === 1 ? errors[0] : new AggregateError(errors, 'several listeners threw')
  }

  /** Cancels every subscription. */
  clear(): void {
    for (const subscription of this.#subscriptions) subscription.isCancelled = true
    this.#subscriptions = []
  }
}
