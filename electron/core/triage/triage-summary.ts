import type { TriageView } from '#shared/contract/entities/triage.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Clock } from '#shared/lib/clock.ts'

/** Nobody can read counts that change faster. */
const intervalMs = 100

/** Publishes the current TriageView, at most ten times a second. */
export class TriageSummary {
  readonly #clock: Clock
  readonly #read: () => TriageView
  readonly #publish: (ops: readonly PatchOp[]) => void
  #isDue = false

  constructor(options: {
    readonly clock: Clock
    readonly read: () => TriageView
    readonly publish: (ops: readonly PatchOp[]) => void
  }) {
    this.#clock = options.clock
    this.#read = options.read
    this.#publish = options.publish
  }

  /** A part of the summary changed. */
  touch(): void {
    if (this.#isDue) return
    this.#isDue = true
    this.#clock.schedule(this.#clock.now() + intervalMs, () => {
      this.#isDue = false
      this.#publish([{ op: 'triage', value: this.#read() }])
    })
  }
}
