import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { destination, pino, type Logger } from 'pino'

const maxLogBytes = 5_000_000

/** Fields that never reach a log, at the first two levels of any logged object. */
export const redactedFields = [
  'apiHash',
  'api_hash',
  'password',
  'phone',
  'phone_number',
  'secret',
  'sessionKey',
  'pageKey',
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
 * fields are removed.
 */
export function createFileLogger(profileFolder: string, name: string): Logger {
  const folder = join(profileFolder, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${name}.log`)
  const sizeBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (sizeBytes > maxLogBytes) renameSync(file, `${file}.1`)
  return createLogger(name, destination({ dest: file, sync: true, mode: 0o600 }))
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
