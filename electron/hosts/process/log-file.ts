import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Of the file that is written to; one older file of this size is kept. */
const maxLogBytes = 5_000_000

/** A file of lines for its owner alone, written synchronously; when it is full it becomes the older one. */
export class LogFile {
  readonly #path: string
  #file: number
  #sizeBytes: number

  constructor(path: string) {
    this.#path = path
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    this.#file = openSync(path, 'a', 0o600)
    this.#sizeBytes = fstatSync(this.#file).size
  }

  write(line: string): void {
    const bytes = Buffer.from(line)
    if (this.#sizeBytes > 0 && this.#sizeBytes + bytes.length > maxLogBytes) this.#startAnew()
    writeSync(this.#file, bytes)
    this.#sizeBytes += bytes.length
  }

  #startAnew(): void {
    closeSync(this.#file)
    renameSync(this.#path, `${this.#path}.1`)
    this.#file = openSync(this.#path, 'a', 0o600)
    this.#sizeBytes = 0
  }
}
