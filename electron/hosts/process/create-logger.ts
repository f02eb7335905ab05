import { join } from 'node:path'
import { pino, type Logger } from 'pino'
import { LogFile } from './log-file.ts'

/** Fields that never reach a log, at the first two levels of any logged object. */
export const redactedFields = [
  'apiHash',
  'api_hash',
  'password',
  'phone',
  'phone_number',
  'secret',
  'sessionKey',
  'text',
  'token',
  'tokens',
  'value',
  'database_encryption_key',
] as const

// A login code is `code` in a call's input; an error's code is what a log is for.
const redactedPaths = [...redactedFields.flatMap((field) => [field, `*.${field}`]), 'input.code', 'body.code']

/**
 * A JSON log in the profile's `logs` folder, written synchronously; one older file is kept, and personal and secret
 * fields are removed. It never throws: see `LogFile`.
 */
export function createFileLogger(profileFolder: string, name: string): Logger {
  const file = new LogFile(join(profileFolder, 'logs', `${name}.log`))
  return createLogger(name, { write: (line) => file.write(line) })
}

export function createLogger(name: string, stream: { write(line: string): void }): Logger {
  return pino(
    {
      name,
      level: process.env.WATCHFLOOR_LOG ?? 'info',
      redact: { paths: redactedPaths, censor: '[removed]' },
    },
    stream,
  )
}
