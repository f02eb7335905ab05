import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'

const lookAgainMs = 5_000
/** Pause before sending to a channel again that this account seemed to have lost. */
const lostRetryMs = 30_000

export interface OutboxPauseParts {
  readonly clock: Clock
  /** The pause began, became longer or ended. */
  readonly onChange: () => void
  /** It is time to look whether the pause is over. */
  readonly onWake: () => void
}

/** Until when the outbox sends nothing after a refusal. */
export class OutboxPause {
  readonly #parts: OutboxPauseParts
  #untilMs: EpochMs | undefined
  #beganAtMs: EpochMs = 0
  #isForChannel = false
  #cancel: Cancel | undefined

  constructor(parts: OutboxPauseParts) {
    this.#parts = parts
  }

  get untilMs(): EpochMs | undefined {
    return this.#untilMs
  }

  /** Sends nothing for so long; a longer pause that runs already stays. */
  hold(durationMs: number): void {
    const { clock, onChange } = this.#parts
    const now = clock.now()
    const before = now < this.#beganAtMs ? 0 : (this.#untilMs ?? 0)
    this.#beganAtMs = now
    this.#untilMs = Math.max(now + durationMs, before)
    onChange()
    this.#wakeAt(this.#untilMs)
  }

  /** This account seems to have lost the channel: the pause ends at once when sending is possible again. */
  holdForChannel(): void {
    this.#isForChannel = true
    this.hold(lostRetryMs)
  }

  /** Ends the pause if it is over. False: it is not. Is asked only while the channel can be written to. */
  tryEnd(): boolean {
    if (this.#untilMs !== undefined && !this.#isForChannel) {
      // A clock that was set back meanwhile must not make the wait longer.
      const now = this.#parts.clock.now()
      if (now < this.#untilMs && now >= this.#beganAtMs) {
        this.#wakeAt(this.#untilMs)
        return false
      }
      this.#untilMs = undefined
      this.#parts.onChange()
    }
    // Telegram has said meanwhile that this account is in the channel.
    if (this.#isForChannel) this.#untilMs = undefined
    this.#isForChannel = false
    return true
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #wakeAt(atMs: EpochMs): void {
    this.#cancel?.()
    const { clock, onWake } = this.#parts
    // A timer does not count the time that a machine sleeps: the clock is looked at now and then.
    this.#cancel = clock.schedule(Math.min(atMs, clock.now() + lookAgainMs), () => {
      this.#cancel = undefined
      onWake()
    })
  }
}
