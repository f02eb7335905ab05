/**
 * What a part asks of another that is built after it, and lies above it. The lower part says what it asks for and what
 * holds while nobody answers; the upper part plugs itself in once. Reading it is one property access.
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

  /** Throws when somebody is plugged in already: two answers to one question are a bug of the composition. */
  plug(value: Value): void {
    if (this.#isPlugged) throw new Error('this slot is taken already')
    this.#isPlugged = true
    this.#value = value
  }
}
