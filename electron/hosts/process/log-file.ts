import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const maxBytes = 5_000_000
/** How long a file that cannot be written is left alone. */
const retryAfterMs = 5_000

/**
 * A log file that never fails its writer: what cannot be written (a full disk, a folder that is gone or read-only) is
 * dropped and counted, and the count is the first line once writing works again. Each line is written before `write`
 * returns. The file is for its owner alone. When it is long it starts anew, and one older file is kept.
 */
export class LogFile {
  readonly #path: string
  readonly #now: () => number
  #file: number | undefined
  #lostCount = 0
  #notBeforeMs = -Infinity

  /** `now`: milliseconds of a clock that is not set back. */
  constructor(path: string, now: () => number = () => performance.now()) {
    this.#path = path
    this.#now = now
  }

  write(line: string): void {
    if (this.#file === undefined && this.#now() < this.#notBeforeMs) {
      this.#lostCount += 1
      return
    }
    try {
      this.#append(line)
    } catch {
      // There is nobody to tell: telling is what failed.
      this.#lostCount += 1
      this.#notBeforeMs = this.#now() + retryAfterMs
      this.#close()
    }
  }

  #append(line: string): void {
    this.#file ??= this.#open()
    if (this.#lostCount > 0) {
      // The line break ends a line that a full disk cut off.
      this.#put(`\n${JSON.stringify({ level: 40, time: Date.now(), lostLines: this.#lostCount })}\n`)
      this.#lostCount = 0
    }
    this.#put(line)
  }

  #open(): number {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 })
    const bytes = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0
    if (bytes > maxBytes) renameSync(this.#path, `${this.#path}.1`)
    return openSync(this.#path, 'a', 0o600)
  }

  #put(line: string): void {
    const bytes = Buffer.from(line)
    for (let done = 0; done < bytes.length;) done += writeSync(this.#file ?? -1, bytes, done)
  }

  #close(): void {
    const file = this.#file
    this.#file = undefined
    if (file === undefined) return
    try {
      closeSync(file)
    } catch {
      // The disk says once more what it has said already; the descriptor is released all the same.
    }
  }
}
