import { TlError } from './tl-error.ts'

const two32 = 4_294_967_296

/** Reads TL primitives from a buffer; reading past its end throws `TlError`. */
export class ByteReader {
  readonly #buffer: Buffer
  #offset = 0

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.isBuffer(bytes)
      ? bytes
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get offset(): number {
    return this.#offset
  }

  get remaining(): number {
    return this.#buffer.length - this.#offset
  }

  readInt(): number {
    return this.#buffer.readInt32LE(this.#advance(4))
  }

  readUint(): number {
    return this.#buffer.readUInt32LE(this.#advance(4))
  }

  /** The next constructor number without moving past it; undefined when fewer than four bytes are left. */
  peekUint(): number | undefined {
    return this.remaining < 4 ? undefined : this.#buffer.readUInt32LE(this.#offset)
  }

  readLong(): bigint {
    return this.#buffer.readBigInt64LE(this.#advance(8))
  }

  readInt53(): number {
    const at = this.#advance(8)
    const value = this.#buffer.readInt32LE(at + 4) * two32 + this.#buffer.readUInt32LE(at)
    if (!Number.isSafeInteger(value)) throw new TlError('an int53 is out of range')
    return value
  }

  readDouble(): number {
    return this.#buffer.readDoubleLE(this.#advance(8))
  }

  /** A view of the next bytes, not a copy. */
  readRaw(sizeBytes: number): Buffer {
    const at = this.#advance(sizeBytes)
    return this.#buffer.subarray(at, at + sizeBytes)
  }

  readFixed(sizeBytes: number): Uint8Array {
    return new Uint8Array(this.readRaw(sizeBytes))
  }

  readString(): string {
    const sizeBytes = this.#readLength()
    const at = this.#advance(sizeBytes)
    this.#skipPadding(sizeBytes)
    return this.#buffer.toString('utf8', at, at + sizeBytes)
  }

  readBytes(): Uint8Array {
    const sizeBytes = this.#readLength()
    const bytes = new Uint8Array(this.readRaw(sizeBytes))
    this.#skipPadding(sizeBytes)
    return bytes
  }

  #readLength(): number {
    const first = this.#buffer[this.#advance(1)] ?? 0
    if (first < 254) return first
    if (first === 255) throw new TlError('a length may not start with 255')
    return this.#buffer.readUIntLE(this.#advance(3), 3)
  }

  #skipPadding(sizeBytes: number): void {
    const headBytes = sizeBytes < 254 ? 1 : 4
    const padding = -(headBytes + sizeBytes) & 3
    if (padding > 0) this.#advance(padding)
  }

  #advance(sizeBytes: number): number {
    const at = this.#offset
    if (sizeBytes < 0 || at + sizeBytes > this.#buffer.length) {
      throw new TlError(`${sizeBytes} bytes wanted at ${at}, the message ends at ${this.#buffer.length}`)
    }
    this.#offset = at + sizeBytes
    return at
  }
}
