import * as fc from 'fast-check'
import type { TlObject, TlValue } from '../rpc.ts'
import { schemaEntries } from './schema.ts'
import type { SchemaArgument, SchemaEntry, TypeModifiers } from './schema.ts'

type Draw = fc.GeneratorValue

const constructorsByType = Map.groupBy(
  schemaEntries.filter((entry) => entry.kind === 'class'),
  (entry) => entry.type,
)
const int32 = fc.integer({ min: -2_147_483_648, max: 2_147_483_647 })
const int64 = fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n })
const primitives: ReadonlyMap<string, fc.Arbitrary<TlValue>> = new Map<string, fc.Arbitrary<TlValue>>([
  ['int', int32],
  ['long', int64],
  ['int53', fc.maxSafeInteger()],
  ['double', fc.double({ noNaN: true })],
  ['string', fc.string({ unit: 'grapheme', maxLength: 300 })],
  ['bytes', fc.uint8Array({ maxLength: 300 })],
  ['int128', fc.uint8Array({ minLength: 16, maxLength: 16 })],
  ['int256', fc.uint8Array({ minLength: 32, maxLength: 32 })],
  ['Bool', fc.boolean()],
])

/** How deep the shallowest value of each constructor is; where no constructor is finite, Infinity. */
const depths = computeDepths()

function computeDepths(): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const typeDepth = (type: string): number => {
    if (primitives.has(type) || type === '#' || type === 'true') return 0
    if (type === '!X') return 1
    if (type.startsWith('mt_')) return found.get(type) ?? Infinity
    const options = constructorsByType.get(type) ?? []
    return Math.min(...options.map((entry) => found.get(entry.name) ?? Infinity))
  }
  for (let isChanged = true; isChanged;) {
    isChanged = false
    for (const entry of schemaEntries) {
      const required = entry.arguments.filter(
        (one) => one.typeModifiers?.predicate === undefined && !isVector(one),
      )
      const depth = 1 + Math.max(0, ...required.map((one) => typeDepth(one.type)))
      if (depth >= (found.get(entry.name) ?? Infinity)) continue
      found.set(entry.name, depth)
      isChanged = true
    }
  }
  return found
}

function isVector(argument: SchemaArgument): boolean {
  return argument.typeModifiers?.isVector === true || argument.typeModifiers?.isBareVector === true
}

/** A value of one constructor or method, with nested values down to about `room` levels. */
export function drawObject(draw: Draw, entry: SchemaEntry, room: number): TlObject {
  const bits = new Map<string, boolean>()
  const value: { _: string; [field: string]: TlValue } = { _: entry.name }
  for (const argument of entry.arguments) {
    const predicate = argument.typeModifiers?.predicate
    if (argument.type === '#') continue
    if (predicate !== undefined) {
      // Fields of one flag bit are there together or not at all.
      const known = bits.get(predicate)
      const isThere = known ?? (isAffordable(argument, room) && draw(fc.boolean))
      bits.set(predicate, isThere)
      if (!isThere) continue
    }
    value[argument.name] = argument.type === 'true' ? true : drawField(draw, argument, room - 1)
  }
  return value
}

function isAffordable(argument: SchemaArgument, room: number): boolean {
  return room > 0 && (primitives.has(argument.type) || argument.type === 'true' || room > 1)
}

function drawField(draw: Draw, argument: SchemaArgument, room: number): TlValue {
  const modifiers: TypeModifiers = argument.typeModifiers ?? {}
  if (!isVector(argument)) return drawElement(draw, argument.type, room)
  const length = room <= 0 ? 0 : draw(fc.nat, { max: 3 })
  return Array.from({ length }, () => drawElement(draw, argument.type, room, modifiers.isBareType === true))
}

function drawElement(draw: Draw, type: string, room: number, isBare = false): TlValue {
  const primitive = primitives.get(type)
  if (primitive !== undefined) return draw(() => primitive)
  const options = isBare
    ? schemaEntries.filter((entry) => entry.name === type)
    : type === '!X'
      ? schemaEntries.filter(
          (entry) => entry.name === 'help.getConfig' || entry.name === 'messages.sendMessage',
        )
      : (constructorsByType.get(type) ?? [])
  const depthOf = (entry: SchemaEntry): number => depths.get(entry.name) ?? Infinity
  const shallowest = Math.min(...options.map(depthOf))
  const affordable = options.filter((entry) => depthOf(entry) <= Math.max(shallowest, room))
  const index = draw(fc.nat, { max: affordable.length - 1 })
  return drawObject(draw, affordable[index]!, room)
}

/** Whether a value of the entry can be built at all. */
export function isFinite(entry: SchemaEntry): boolean {
  return Number.isFinite(depths.get(entry.name) ?? Infinity)
}
