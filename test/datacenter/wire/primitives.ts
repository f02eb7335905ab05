import type { TlObject, TlValue } from '../rpc.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { TlError } from './tl-error.ts'

/** Reads and writes one TL value. `write` throws `TlError` when the value is not of the type. */
export interface ValueCodec {
  readonly read: (reader: ByteReader) => TlValue
  readonly write: (writer: ByteWriter, value: TlValue) => void
}

export const vectorId = 0x1cb5c415
const boolTrueId = 0x997275b5
const boolFalseId = 0xbc799737

/** Whether a value is a constructor with its fields (not bytes, not a vector). */
export function isTlObject(value: unknown): value is TlObject {
  return typeof value === 'object' && value !== null && '_' in value && typeof value._ === 'string'
}

function requireInteger(value: TlValue, type: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw new TlError(`${type} expected, got ${typeof value === 'number' ? value : typeof value}`)
  return value
}

function requireInt32(value: TlValue): number {
  const integer = requireInteger(value, 'int')
  // Unsigned values are accepted as well: schemas and documents write some constants that way.
  if (integer < -2_147_483_648 || integer > 4_294_967_295)
    throw new TlError(`${integer} does not fit into an int`)
  return integer
}

function requireLong(value: TlValue, type: string): bigint | number {
  if (typeof value === 'bigint') return value
  const integer = requireInteger(value, type)
  if (!Number.isSafeInteger(integer))
    throw new TlError(`${integer} lost digits, give a ${type} of this size as bigint`)
  return integer
}

function requireBytes(value: TlValue, type: string, sizeBytes?: number): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new TlError(`${type} expected, got ${typeof value}`)
  if (sizeBytes !== undefined && value.length !== sizeBytes)
    throw new TlError(`${type} has ${sizeBytes} bytes, got ${value.length}`)
  return value
}

function createFixedBytesCodec(type: string, sizeBytes: number): ValueCodec {
  return {
    read: (reader) => reader.readFixed(sizeBytes),
    write: (writer, value) => writer.writeRaw(requireBytes(value, type, sizeBytes)),
  }
}

/** The types that are written without a constructor number, and Bool. */
export const barePrimitives: ReadonlyMap<string, ValueCodec> = new Map<string, ValueCodec>([
  [
    'int',
    { read: (reader) => reader.readInt(), write: (writer, value) => writer.writeInt(requireInt32(value)) },
  ],
  [
    'long',
    {
      read: (reader) => reader.readLong(),
      write: (writer, value) => writer.writeLong(requireLong(value, 'long')),
    },
  ],
  [
    'int53',
    {
      read: (reader) => reader.readInt53(),
      write: (writer, value) => writer.writeLong(requireLong(value, 'int53')),
    },
  ],
  [
    'double',
    {
      read: (reader) => reader.readDouble(),
      write: (writer, value) => {
        if (typeof value !== 'number') throw new TlError(`double expected, got ${typeof value}`)
        writer.writeDouble(value)
      },
    },
  ],
  [
    'string',
    {
      read: (reader) => reader.readString(),
      write: (writer, value) => {
        if (typeof value !== 'string') throw new TlError(`string expected, got ${typeof value}`)
        writer.writeString(value)
      },
    },
  ],
  [
    'bytes',
    {
      read: (reader) => reader.readBytes(),
      write: (writer, value) => writer.writeBytes(requireBytes(value, 'bytes')),
    },
  ],
  ['int128', createFixedBytesCodec('int128', 16)],
  ['int256', createFixedBytesCodec('int256', 32)],
  [
    'Bool',
    {
      read: (reader) => {
        const id = reader.readUint()
        if (id !== boolTrueId && id !== boolFalseId)
          throw new TlError(`Bool expected, found ${id.toString(16)}`)
        return id === boolTrueId
      },
      write: (writer, value) => {
        if (typeof value !== 'boolean') throw new TlError(`Bool expected, got ${typeof value}`)
        writer.writeInt(value ? boolTrueId : boolFalseId)
      },
    },
  ],
])
