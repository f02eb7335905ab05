import { join } from 'node:path'
import { pino, type Logger } from 'pino'
import type { Clock } from '#shared/lib/clock.ts'
import { LogFile } from './log-file.ts'
import { type LineHead, RepeatedLines } from './repeated-lines.ts'

/** Characters; a line with a long stack has a few thousand. */
const maxLineLength = 16_000
const maxWordsLength = 1_000

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
 * A JSON log in the profile's `logs` folder, written synchronously, for its owner alone. Personal and secret fields are
 * removed, lines that repeat are counted, and the log has an end: two files of five megabytes. It never throws: see
 * `LogFile`.
 */
export function createFileLogger(profileFolder: string, name: string, clock: Clock): Logger {
  const file = new LogFile(join(profileFolder, 'logs', `${name}.log`))
  const repeated = new RepeatedLines({
    clock,
    summarise: ({ level, msg }, leftOut) => {
      file.write(`${JSON.stringify({ level, time: clock.now(), name, of: msg, leftOut, msg: 'repeated' })}\n`)
    },
  })
  process.once('exit', () => {
    repeated.flush()
  })
  return createLogger(name, {
    write: (line) => {
      const head = readHead(line)
      if (repeated.admit(head)) file.write(line.length > maxLineLength ? cutLine(name, head, line) : line)
    },
  })
}

interface Head extends LineHead {
  readonly time: number
}

function readHead(line: string): Head {
  const { level, msg, time } = JSON.parse(line) as { level: number; msg?: string; time: number }
  return { level, time, msg: msg ?? '' }
}

/** The line in place of one that is too long: what it quotes came from outside. */
function cutLine(name: string, { level, time, msg }: Head, { length }: string): string {
  return `${JSON.stringify({ level, time, name, length, msg: msg.slice(0, maxWordsLength) })}\n`
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
