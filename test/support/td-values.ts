import { readFileSync } from 'node:fs'
import { join } from 'node:path'

// Reads TDLib's types as data, so that a test can make a value of every one of them: a type that a new TDLib brings is
// in the test without anybody adding it.

const source = readFileSync(
  join(import.meta.dirname, '../../node_modules/@prebuilt-tdlib/types/tdlib-types.d.ts'),
  'utf8',
).replaceAll(/\/\*[\s\S]*?\*\//gu, '')

const objects = new Map<string, readonly (readonly [name: string, type: string])[]>()
for (const [, name = '', body = ''] of source.matchAll(/export type (\w+) = \{([^}]*)\}/gu)) {
  // Optional fields may be absent, and the smallest value is wanted.
  const fields = [...body.matchAll(/^\s*(?:readonly )?(\w+): ([^,]+),/gmu)]
  objects.set(
    name,
    fields.map(([, field = '', type = '']) => [field, type.trim()] as const),
  )
}

/** The names of the types of a union, for instance of `MessageContent`. */
export function listUnion(name: string): readonly string[] {
  const union = new RegExp(`export type ${name} =\\n((?:\\s+\\| \\w+\\n)+)`, 'u').exec(source)?.[1]
  if (union === undefined) throw new Error(`${name} is no union of TDLib`)
  return [...union.matchAll(/\| (\w+)/gu)].map(([, member = '']) => member)
}

/** The smallest value of a type: empty strings and lists, zeros, no optional fields. */
export function makeTdValue(type: string): unknown {
  if (type === 'string') return ''
  if (type === 'number') return 0
  if (type === 'boolean') return false
  if (/^(?:Readonly)?Array</u.test(type)) return []
  if (type.startsWith("'")) return type.slice(1, -1)
  const fields = objects.get(type)
  if (fields !== undefined) return Object.fromEntries(fields.map(([name, of]) => [name, makeTdValue(of)]))
  const alias = new RegExp(`export type ${type} = (\\w+)\\n`, 'u').exec(source)?.[1]
  if (alias !== undefined) return makeTdValue(alias)
  const [first] = listUnion(type)
  if (first === undefined) throw new Error(`${type} is no type of TDLib`)
  return makeTdValue(first)
}
