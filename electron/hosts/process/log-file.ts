import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Of the file that is written to; one older file of this size is kept. */
const maxLogBytes = 5_000_000
/** How long a file that cannot be written is left alone. */
const retryAfterMs = 5_000

/**
 * A log file that never fails its writer: what cannot be written (a full disk, a folder that is gone or read-only) is
 * dropped and counted, and the count is the first line once writing works again. Each line is written before `write`
 * returns. The file is for its owner alone. When it is full it becomes the older one.
 */
export class LogFile {
  readonly #path: string
  readonly #now: () => number
  #file: number | undefined
  #sizeBytes = 0
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
      this.#append(Buffer.from(line))
    } catch {
      // There is nobody to tell: telling is what failed.
      this.#lostCount += 1
      this.#notBeforeMs = this.#now() + retryAfterMs
      this.#close()
    }
  }

  #append(line: Buffer): void {
    let file = this.#file ?? this.#open()
    if (this.#sizeBytes > 0 && this.#sizeBytes + line.length > maxLogBytes) file = this.#startAnew()
    if (this.#lostCount > 0) {
      // The line break ends a line that a full disk cut off.
      this.#put(
        file,
        Buffer.from(`\n${JSON.stringify({ level: 40, time: Date.now(), lostLines: this.#lostCount })}\n`),
      )
      this.#lostCount = 0
    }
    this.#put(file, line)
  }

  #open(): number {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 })
    const file = openSync(this.#path, 'a', 0o600)
    this.#file = file
    this.#sizeBytes = fstatSync(file).size
    return file
  }

  #startAnew(): number {
    this.#close()
    renameSync(this.#path, `${this.#path}.1`)
    return this.#open()
  }

  #put(file: number, bytes: Buffer): void {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
    this.#sizeBytes += bytes.length
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
