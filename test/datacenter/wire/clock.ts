/** The data centre's time in milliseconds since 1970; injected so that tests and scenarios can move it. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

const two32 = 4_294_967_296n

/** Message ids of one session: growing, with the time in the upper half and the kind in the two lowest bits. */
export class MessageIds {
  readonly #clock: Clock
  #last = 0n

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** `answer` is the reply to a message of the client, `notice` everything else; `call` is what a client makes. */
  next(kind: 'answer' | 'notice' | 'call'): bigint {
    const fromTime = ((BigInt(Math.trunc(this.#clock.now())) * two32) / 1000n) & ~3n
    this.#last = fromTime > this.#last ? fromTime : this.#last + 4n
    return this.#last | (kind === 'answer' ? 1n : kind === 'notice' ? 3n : 0n)
  }
}
