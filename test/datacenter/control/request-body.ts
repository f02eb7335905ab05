import { ControlError } from './control-error.ts'

/** A JSON object from outside with readers that say what they expected. */
export class RequestBody {
  readonly #fields: Readonly<Record<string, unknown>>

  constructor(fields: Readonly<Record<string, unknown>>) {
    this.#fields = fields
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined && this.#fields[name] !== null
  }

  /** The value as it came, to be checked by who asks. */
  raw(name: string): unknown {
    return this.#fields[name]
  }

  text(name: string): string {
    const value = this.#fields[name]
    if (typeof value !== 'string') throw expected(name, 'a string', value)
    return value
  }

  optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined
  }

  number(name: string): number {
    const value = this.#fields[name]
    if (typeof value !== 'number' || !Number.isFinite(value)) throw expected(name, 'a number', value)
    return value
  }

  optionalNumber(name: string): number | undefined {
    return this.has(name) ? this.number(name) : undefined
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.#fields[name]
    if (value === undefined) return fallback
    if (typeof value !== 'boolean') throw expected(name, 'true or false', value)
    return value
  }

  numbers(name: string): readonly number[] {
    return this.list(name).map((value) => {
      if (typeof value !== 'number') throw expected(name, 'a list of numbers', value)
      return value
    })
  }

  list(name: string): readonly unknown[] {
    const value = this.#fields[name]
    if (!Array.isArray(value)) throw expected(name, 'a list', value)
    return value as readonly unknown[]
  }

  optionalObject(name: string): RequestBody | undefined {
    if (!this.has(name)) return undefined
    const value = this.#fields[name]
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw expected(name, 'an object', value)
    return new RequestBody(value as Readonly<Record<string, unknown>>)
  }
}

function expected(name: string, what: string, value: unknown): ControlError {
  const found = value === undefined ? 'nothing' : JSON.stringify(value)
  return new ControlError(
    400,
    'bad_request',
    `the field "${name}" has to be ${what}, got ${found.slice(0, 80)}`,
  )
}
