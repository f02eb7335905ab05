import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { TelegramEvent } from './events.ts'
import type { TdCaller } from './td-client.ts'

/** TDLib tells whole seconds: smaller differences say nothing, and moments that are shown stand still. */
const noiseMs = 2_000

/**
 * Telegram's time by this machine's clock, so that consoles whose clocks differ agree on how old something of the log
 * is. TDLib counts on from what the server said, whatever the machine's clock does; until it has said anything, both
 * clocks are taken as one.
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

  /** When something that Telegram dated (whole seconds) happened, by this machine's clock. */
  toLocalMs(dateS: number): EpochMs {
    return dateS * 1000 - this.#offsetMs
  }

  follow(event: TelegramEvent): void {
    if (event.kind === 'time_told') this.#learn(event.atS)
  }

  /** Asks TDLib again: the machine's clock was perhaps set since it last spoke. */
  async refresh(client: TdCaller): Promise<void> {
    const answer = await client.invoke({ _: 'getOption', name: 'unix_time' })
    if (answer.ok && answer.value._ === 'optionValueInteger') this.#learn(Number(answer.value.value))
  }

  /** The clocks are apart by another amount now. */
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
