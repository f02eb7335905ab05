import { toJsonSchema } from '@valibot/to-json-schema'
import { Scenario } from './schema.ts'

/** The published JSON schema of scenario files, as text. */
export function describeSchema(): string {
  const schema = toJsonSchema(Scenario, { typeMode: 'input', target: 'draft-07' })
  const named = { ...schema, title: 'Scenario of the local Telegram data centre, version 1' }
  return `${JSON.stringify(named, undefined, 2)}\n`
}
