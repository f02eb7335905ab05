/**
 * What a part asks of another part that is built after it and lies above it. The lower part defines the interface,
 * and the answers until the upper part exists; the upper part plugs itself in once. Reading the slot is one
 * property access.
 */
export class Slot<Value extends object> {
  #value: Value
  #isPlugged = false

  /** `alone` answers until somebody plugs in. */
  constructor(alone: Value) {
    this.#value = alone
  }

  get current(): Value {
    return this.#value
  }

  /** Throws when a part is plugged in already: two answers to one question are a bug of the composition. */
  plug(value: Value): void {
    if (this.#isPlugged) throw new Error('this slot is taken already')
    this.#isPlugged = true
    this.#value = value
  }
}
