import type { Cancel, Clock } from '#shared/lib/clock.ts'

/** After this long without a movement or a key, nobody is aiming at a row. */
export const stillAfterMs = 5_000

/**
 * Decides whether rows have to keep their places: while the pointer moves over the list, while arrow keys walk it,
 * and while a menu or a drag belongs to a row. The first two end after a pause and begin again with the next
 * movement.
 */
export class ListFreeze {
  readonly #clock: Clock
  readonly #listeners = new Set<(isFrozen: boolean) => void>()
  #pointerUntilMs = 0
  #keysUntilMs = 0
  #holdCount = 0
  #isFrozen = false
  #cancelTimer: Cancel | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Notifies when rows begin to be held, and when they are released. */
  onChange(listener: (isFrozen: boolean) => void): Cancel {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  get isFrozen(): boolean {
    return this.#isFrozen
  }

  /** The pointer moved, pressed or scrolled over the list. */
  noticePointer(): void {
    this.#pointerUntilMs = this.#clock.now() + stillAfterMs
    this.#update()
  }

  leaveByPointer(): void {
    this.#pointerUntilMs = 0
    this.#update()
  }

  /** A key walked the list. */
  noticeKeys(): void {
    this.#keysUntilMs = this.#clock.now() + stillAfterMs
    this.#update()
  }

  leaveByKeys(): void {
    this.#keysUntilMs = 0
    this.#update()
  }

  /** Holds the rows until the returned function is called: while the menu of a row is open or a pin is dragged. */
  hold(): Cancel {
    let isHeld = true
    this.#holdCount += 1
    this.#update()
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#holdCount -= 1
      this.#update()
    }
  }

  close(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }

  #update(): void {
    const untilMs = Math.max(this.#pointerUntilMs, this.#keysUntilMs)
    const isRecent = untilMs > this.#clock.now()
    this.#cancelTimer?.()
    this.#cancelTimer = isRecent
      ? this.#clock.schedule(untilMs, () => {
          this.#update()
        })
      : undefined
    const isFrozen = this.#holdCount > 0 || isRecent
    if (isFrozen === this.#isFrozen) return
    this.#isFrozen = isFrozen
    for (const listener of this.#listeners) listener(isFrozen)
  }
}
