import type { Logger } from 'pino'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import { type MarksBackup, readMarks } from './marks-backup.ts'
import type { StoreConnection } from './store-connection.ts'

const backupAfterMs = 1000
const retryAfterMs = 30_000

/** Keeps the backup of the marks up to date: a second after a change, and when the store closes. */
export class MarksKeeper {
  readonly #connection: StoreConnection
  readonly #backup: MarksBackup
  readonly #clock: Clock
  readonly #log: Logger
  #cancelTimer: Cancel | undefined
  #isDue = false
  #running: Promise<void> = Promise.resolve()

  constructor(options: {
    readonly connection: StoreConnection
    readonly backup: MarksBackup
    readonly clock: Clock
    readonly log: Logger
  }) {
    this.#connection = options.connection
    this.#backup = options.backup
    this.#clock = options.clock
    this.#log = options.log
  }

  noteChange(): void {
    this.#isDue = true
    this.#arm(backupAfterMs)
  }

  async close(): Promise<void> {
    this.#cancelTimer?.()
    await this.#running
    if (!this.#isDue) return
    await this.#write()
    this.#cancelTimer?.()
  }

  #arm(delayMs: number): void {
    this.#cancelTimer ??= this.#clock.schedule(this.#clock.now() + delayMs, () => {
      this.#cancelTimer = undefined
      // Writes run one after the other, because they share the name of the unfinished file.
      this.#running = this.#running.then(() => this.#write())
    })
  }

  async #write(): Promise<void> {
    const marks = this.#connection.readThrough(undefined, readMarks)
    if (marks === undefined) return
    this.#isDue = false
    try {
      await this.#backup.write(marks)
    } catch (error) {
      this.#isDue = true
      this.#log.warn({ reason: String(error) }, 'the backup of the marks could not be written')
      this.#arm(retryAfterMs)
    }
  }
}
