import { unzipSync } from 'node:zlib'
import type { TlObject, TlValue } from '../rpc.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { schemaEntries } from './schema.ts'
import type { SchemaArgument, SchemaEntry, TypeModifiers } from './schema.ts'
import { TlError } from './tl-error.ts'
import { barePrimitives, isTlObject, vectorId } from './primitives.ts'
import type { ValueCodec } from './primitives.ts'

/** [Note: optional fields] A bit of a flags field that decides whether this field is there. */
interface Condition {
  readonly flagsSlot: number
  readonly mask: number
}

type Field =
  | { readonly kind: 'flags'; readonly slot: number; readonly dependents: readonly Dependent[] }
  | { readonly kind: 'true'; readonly name: string; readonly condition: Condition }
  | {
      readonly kind: 'optional'
      readonly name: string
      readonly condition: Condition
      readonly codec: ValueCodec
    }
  | { readonly kind: 'required'; readonly name: string; readonly codec: ValueCodec }

interface Dependent {
  readonly name: string
  readonly mask: number
  readonly isTrue: boolean
}

interface CompiledEntry {
  readonly entry: SchemaEntry
  /** Compiled at first use: most of the schema is never touched in one run. */
  fields: readonly Field[] | undefined
}

const byName = new Map<string, CompiledEntry>()
const byId = new Map<number, CompiledEntry>()
for (const entry of schemaEntries) {
  const compiled: CompiledEntry = { entry, fields: undefined }
  byName.set(entry.name, compiled)
  byId.set(entry.id, compiled)
}

export const gzipPackedId = 0x3072cfa1
const maxUnpackedBytes = 32 * 1024 * 1024

/**
 * The content of `gzip_packed`, which may stand wherever a boxed object may; bounded against decompression bombs.
 * TDLib packs with a zlib header, other clients with gzip's.
 */
export function unpackGzip(packed: Uint8Array): Buffer {
  try {
    return unzipSync(packed, { maxOutputLength: maxUnpackedBytes })
  } catch (cause) {
    throw new TlError('gzip_packed cannot be unpacked', { cause })
  }
}

function findCompiled(name: string): CompiledEntry {
  const compiled = byName.get(name)
  if (compiled === undefined) throw new TlError(`the schema has no ${name}`)
  return compiled
}

function fieldsOf(compiled: CompiledEntry): readonly Field[] {
  compiled.fields ??= compileFields(compiled.entry)
  return compiled.fields
}

function compileFields(entry: SchemaEntry): readonly Field[] {
  const flagNames = entry.arguments
    .filter((argument) => argument.type === '#')
    .map((argument) => argument.name)
  return entry.arguments.map((argument): Field => {
    if (argument.type === '#') {
      return {
        kind: 'flags',
        slot: flagNames.indexOf(argument.name),
        dependents: listDependents(entry, argument.name),
      }
    }
    const condition = readCondition(argument, flagNames)
    if (condition === undefined)
      return {
        kind: 'required',
        name: argument.name,
        codec: compileValue(argument.type, argument.typeModifiers),
      }
    if (argument.type === 'true') return { kind: 'true', name: argument.name, condition }
    return {
      kind: 'optional',
      name: argument.name,
      condition,
      codec: compileValue(argument.type, argument.typeModifiers),
    }
  })
}

function readCondition(argument: SchemaArgument, flagNames: readonly string[]): Condition | undefined {
  const predicate = argument.typeModifiers?.predicate
  if (predicate === undefined) return undefined
  const [flags = '', bit = ''] = predicate.split('.')
  const flagsSlot = flagNames.indexOf(flags)
  if (flagsSlot < 0) throw new TlError(`${argument.name} depends on ${predicate}, which is not there`)
  return { flagsSlot, mask: 1 << Number(bit) }
}

function listDependents(entry: SchemaEntry, flagsName: string): readonly Dependent[] {
  return entry.arguments
    .filter((argument) => argument.typeModifiers?.predicate?.startsWith(`${flagsName}.`) === true)
    .map((argument) => ({
      name: argument.name,
      mask: 1 << Number(argument.typeModifiers?.predicate?.split('.')[1]),
      isTrue: argument.type === 'true',
    }))
}

function compileValue(type: string, modifiers: TypeModifiers | undefined): ValueCodec {
  const element = modifiers?.isBareType === true ? compileBare(type) : compileElement(type)
  if (modifiers?.isVector === true) return compileVector(element, false)
  if (modifiers?.isBareVector === true) return compileVector(element, true)
  return element
}

function compileElement(type: string): ValueCodec {
  const primitive = barePrimitives.get(type)
  if (primitive !== undefined) return primitive
  const expected = type === '!X' || type === 'X' || type === 'Object' ? undefined : type
  return {
    read: (reader) => readBoxed(reader, expected),
    write: (writer, value) => writeBoxed(writer, value, expected),
  }
}

function compileBare(name: string): ValueCodec {
  const compiled = findCompiled(name)
  return {
    read: (reader) => readFields(reader, compiled),
    write: (writer, value) => {
      if (!isTlObject(value) || value._ !== name) throw new TlError(`${name} expected`)
      writeFields(writer, value, compiled)
    },
  }
}

function compileVector(element: ValueCodec, isBare: boolean): ValueCodec {
  return {
    read: (reader) => {
      if (!isBare && reader.readUint() !== vectorId) throw new TlError('a vector expected')
      const count = reader.readInt()
      // Every element takes at least four bytes, so a forged count cannot make us reserve memory.
      if (count < 0 || count * 4 > reader.remaining)
        throw new TlError(`a vector of ${count} elements does not fit`)
      const values: TlValue[] = []
      for (let index = 0; index < count; index += 1) values.push(element.read(reader))
      return values
    },
    write: (writer, value) => {
      if (!Array.isArray(value)) throw new TlError('an array expected')
      const values = value as readonly TlValue[]
      if (!isBare) writer.writeInt(vectorId)
      writer.writeInt(values.length)
      let index = 0
      try {
        for (; index < values.length; index += 1) element.write(writer, values[index])
      } catch (cause) {
        throw withPath(`[${index}]`, cause)
      }
    },
  }
}

function readBoxed(reader: ByteReader, expectedType: string | undefined): TlObject {
  const id = reader.readUint()
  if (id === gzipPackedId) return readBoxed(new ByteReader(unpackGzip(reader.readBytes())), expectedType)
  const compiled = byId.get(id)
  if (compiled === undefined) throw new TlError(`unknown constructor ${id.toString(16)}`)
  if (expectedType !== undefined && compiled.entry.type !== expectedType) {
    throw new TlError(`${expectedType} expected, ${compiled.entry.name} found`)
  }
  return readFields(reader, compiled)
}

function readFields(reader: ByteReader, compiled: CompiledEntry): TlObject {
  const result: { _: string; [field: string]: TlValue } = { _: compiled.entry.name }
  let flags = 0
  let flags2 = 0
  for (const field of fieldsOf(compiled)) {
    switch (field.kind) {
      case 'flags':
        if (field.slot === 0) flags = reader.readInt()
        else flags2 = reader.readInt()
        break
      case 'required':
        result[field.name] = field.codec.read(reader)
        break
      case 'true':
        if (((field.condition.flagsSlot === 0 ? flags : flags2) & field.condition.mask) !== 0)
          result[field.name] = true
        break
      case 'optional':
        if (((field.condition.flagsSlot === 0 ? flags : flags2) & field.condition.mask) !== 0) {
          result[field.name] = field.codec.read(reader)
        }
        break
    }
  }
  return result
}

function writeBoxed(writer: ByteWriter, value: TlValue, expectedType: string | undefined): void {
  if (!isTlObject(value)) throw new TlError(`${expectedType ?? 'an object'} expected, got ${describe(value)}`)
  const compiled = findCompiled(value._)
  if (expectedType !== undefined && compiled.entry.type !== expectedType) {
    throw new TlError(`${expectedType} expected, got ${value._}`)
  }
  writer.writeInt(compiled.entry.id)
  writeFields(writer, value, compiled)
}

function writeFields(writer: ByteWriter, value: TlObject, compiled: CompiledEntry): void {
  let flags = 0
  let flags2 = 0
  let current = ''
  try {
    for (const field of fieldsOf(compiled)) {
      if (field.kind === 'flags') {
        const bits = computeFlags(value, field.dependents)
        if (field.slot === 0) flags = bits
        else flags2 = bits
        writer.writeInt(bits)
        continue
      }
      if (field.kind === 'true') continue
      current = field.name
      const fieldValue = value[current]
      if (field.kind === 'required') {
        field.codec.write(writer, fieldValue)
      } else if (((field.condition.flagsSlot === 0 ? flags : flags2) & field.condition.mask) !== 0) {
        if (fieldValue === undefined)
          throw new TlError('missing, though another field of the same flag is there')
        field.codec.write(writer, fieldValue)
      }
    }
  } catch (cause) {
    throw withPath(current === '' ? value._ : `${value._}.${current}`, cause)
  }
}

function computeFlags(value: TlObject, dependents: readonly Dependent[]): number {
  let bits = 0
  for (const dependent of dependents) {
    const present = value[dependent.name]
    if (dependent.isTrue ? present === true : present !== undefined) bits |= dependent.mask
  }
  return bits
}

function withPath(step: string, cause: unknown): TlError {
  const message = cause instanceof Error ? cause.message : String(cause)
  return new TlError(`${step}: ${message}`, { cause })
}

function describe(value: TlValue): string {
  return value === undefined ? 'nothing' : Array.isArray(value) ? 'an array' : typeof value
}

const resultCodecs = new Map<string, ValueCodec>()

function findResultCodec(methodName: string): ValueCodec {
  const known = resultCodecs.get(methodName)
  if (known !== undefined) return known
  const { entry } = findCompiled(methodName)
  if (entry.kind !== 'method') throw new TlError(`${methodName} is not a method`)
  const codec = compileValue(entry.type, entry.typeModifiers)
  resultCodecs.set(methodName, codec)
  return codec
}

// One writer serves all calls: encoding is synchronous and never re-entered.
const sharedWriter = new ByteWriter(64 * 1024)

/** Encodes a boxed object; throws `TlError` naming the path of what does not fit the schema. */
export function encodeObject(value: TlObject): Buffer {
  sharedWriter.clear()
  writeBoxed(sharedWriter, value, undefined)
  return sharedWriter.toBytes()
}

/** Encodes what a method answers: an array for a vector, a boolean for Bool, an object otherwise. */
export function encodeResult(methodName: string, value: TlValue): Buffer {
  sharedWriter.clear()
  try {
    findResultCodec(methodName).write(sharedWriter, value)
  } catch (cause) {
    throw withPath(`answer of ${methodName}`, cause)
  }
  return sharedWriter.toBytes()
}

/** Decodes what `encodeResult` wrote. */
export function decodeResult(methodName: string, bytes: Uint8Array): TlValue {
  return findResultCodec(methodName).read(new ByteReader(bytes))
}

/** Decodes one boxed object; trailing bytes are an error. */
export function decodeObject(bytes: Uint8Array): TlObject {
  const reader = new ByteReader(bytes)
  const value = readBoxed(reader, undefined)
  if (reader.remaining > 0) throw new TlError(`${reader.remaining} bytes left after ${value._}`)
  return value
}

/** Decodes one boxed object from where the reader stands and leaves the rest unread. */
export function readObject(reader: ByteReader): TlObject {
  return readBoxed(reader, undefined)
}
