import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** How an argument or a result differs from one plain boxed value. */
export interface TypeModifiers {
  /** `flags.3`: present only when bit 3 of the field `flags` is set. */
  readonly predicate?: string
  readonly isVector?: boolean
  /** A vector without its constructor number. */
  readonly isBareVector?: boolean
  /** The element is written without its constructor number. */
  readonly isBareType?: boolean
}

export interface SchemaArgument {
  readonly name: string
  readonly type: string
  readonly typeModifiers?: TypeModifiers
}

/** One line of a TL schema: a constructor (`class`) or a function (`method`). */
export interface SchemaEntry {
  readonly kind: 'class' | 'method'
  readonly name: string
  /** Unsigned 32-bit constructor number. */
  readonly id: number
  readonly type: string
  readonly typeModifiers?: TypeModifiers
  readonly arguments: readonly SchemaArgument[]
  readonly generics?: readonly { readonly name: string; readonly type: string }[]
}

const require = createRequire(import.meta.url)

function readSchemaFile(name: string): unknown {
  return JSON.parse(readFileSync(require.resolve(`@mtcute/tl/${name}`), 'utf8'))
}

const apiSchema = readSchemaFile('api-schema.json') as {
  readonly l: number
  readonly e: readonly SchemaEntry[]
}

/** The API layer the schema describes; clients name theirs in `invokeWithLayer`. */
export const layer: number = apiSchema.l

/** Every constructor and method of the Telegram API and of the protocol itself (prefix `mt_`). */
export const schemaEntries: readonly SchemaEntry[] = [
  ...apiSchema.e,
  ...(readSchemaFile('mtp-schema.json') as readonly SchemaEntry[]),
]
