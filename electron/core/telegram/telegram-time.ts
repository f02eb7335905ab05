import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { TelegramEvent } from './events.ts'
import type { TdCaller } from './td-client.ts'

/**
 * TDLib tells whole seconds, so smaller differences mean nothing, and ignoring them keeps displayed times from
 * moving.
 */
const noiseMs = 2_000

/**
 * Telegram's time, computed from this machine's clock, so that consoles whose clocks differ agree on how old an
 * entry of the log is. TDLib keeps counting from the server's time, whatever the machine's clock does. Until the
 * server has told its time, both clocks are taken as equal.
 */
export class TelegramTime {
  readonly #clock: Clock
  readonly #changed = new Emitter()
  #offsetMs = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** How far Telegram's clock is ahead of this machine's. */
  get offsetMs(): number {
    return this.#offsetMs
  }

  /** Telegram's time now. */
  now(): EpochMs {
    return this.#clock.now() + this.#offsetMs
  }

  /** When something that Telegram dated (in whole seconds) happened, by this machine's clock. */
  toLocalMs(dateS: number): EpochMs {
    return dateS * 1000 - this.#offsetMs
  }

  follow(event: TelegramEvent): void {
    if (event.kind === 'time_told') this.#learn(event.atS)
  }

  /** Asks TDLib for the time again, because the machine's clock may have been set since TDLib last told it. */
  async refresh(client: TdCaller): Promise<void> {
    const answer = await client.invoke({ _: 'getOption', name: 'unix_time' })
    if (answer.ok && answer.value._ === 'optionValueInteger') this.#learn(Number(answer.value.value))
  }

  /** Calls the listener when the difference between the clocks changed. */
  onChange(listener: () => void): Cancel {
    return this.#changed.on(listener)
  }

  #learn(serverS: number): void {
    const offsetMs = serverS * 1000 - this.#clock.now()
    if (Math.abs(offsetMs - this.#offsetMs) <= noiseMs) return
    this.#offsetMs = offsetMs
    this.#changed.emit()
  }
}
