import { TlError } from './tl-error.ts'

const initialSizeBytes = 1024
const two32 = 4_294_967_296

/** Appends TL primitives to a buffer that grows as needed. */
export class ByteWriter {
  #buffer: Buffer
  #length = 0

  constructor(sizeBytes: number = initialSizeBytes) {
    this.#buffer = Buffer.allocUnsafe(sizeBytes)
  }

  get length(): number {
    return this.#length
  }

  /** A copy of what was written so far. */
  toBytes(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#length))
  }

  clear(): void {
    this.#length = 0
  }

  writeInt(value: number): void {
    const at = this.#reserve(4)
    this.#buffer.writeInt32LE(value | 0, at)
  }

  /** A signed 64-bit integer given as a bigint (taken modulo 2^64) or as a safe integer. */
  writeLong(value: bigint | number): void {
    const at = this.#reserve(8)
    if (typeof value === 'bigint') {
      this.#buffer.writeBigInt64LE(BigInt.asIntN(64, value), at)
      return
    }
    this.#buffer.writeUInt32LE(value >>> 0, at)
    this.#buffer.writeInt32LE(Math.floor(value / two32), at + 4)
  }

  writeDouble(value: number): void {
    const at = this.#reserve(8)
    this.#buffer.writeDoubleLE(value, at)
  }

  writeRaw(bytes: Uint8Array): void {
    const at = this.#reserve(bytes.length)
    this.#buffer.set(bytes, at)
  }

  writeString(value: string): void {
    const sizeBytes = Buffer.byteLength(value, 'utf8')
    const at = this.#startBytes(sizeBytes)
    this.#buffer.write(value, at, sizeBytes, 'utf8')
  }

  writeBytes(value: Uint8Array): void {
    const at = this.#startBytes(value.length)
    this.#buffer.set(value, at)
  }

  /** Writes the length, reserves the content and its padding to four bytes, and says where the content goes. */
  #startBytes(sizeBytes: number): number {
    if (sizeBytes >= 1 << 24) throw new TlError(`a string of ${sizeBytes} bytes does not fit into TL`)
    const headBytes = sizeBytes < 254 ? 1 : 4
    const paddedBytes = (headBytes + sizeBytes + 3) & ~3
    const at = this.#reserve(paddedBytes)
    if (headBytes === 1) this.#buffer[at] = sizeBytes
    else this.#buffer.writeUInt32LE(((sizeBytes << 8) | 254) >>> 0, at)
    this.#buffer.fill(0, at + headBytes + sizeBytes, at + paddedBytes)
    return at + headBytes
  }

  #reserve(sizeBytes: number): number {
    const at = this.#length
    const needed = at + sizeBytes
    if (needed > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2))
      this.#buffer.copy(grown, 0, 0, at)
      this.#buffer = grown
    }
    this.#length = needed
    return at
  }
}
