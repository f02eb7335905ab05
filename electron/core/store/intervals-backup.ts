import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import * as v from 'valibot'
import { ChatId } from '#shared/contract/entities/ids.ts'
import { WaitInterval } from '#shared/contract/entities/triage.ts'
import { parseJson, parseRows } from './chats-table.ts'
import type { IntervalsTable } from './intervals-table.ts'
import { predecessorIdShift } from '#shared/domain/telegram-ids/message-id.ts'

/** One change of the intervals, as the backup keeps it. */
const IntervalsChange = v.variant('kind', [
  v.object({ kind: v.literal('save'), interval: WaitInterval }),
  v.object({ kind: v.literal('drop'), chatId: ChatId, startMessageId: v.number() }),
  v.object({ kind: v.literal('move'), from: ChatId, to: ChatId }),
])
export type IntervalsChange = v.InferOutput<typeof IntervalsChange>

export function applyIntervalsChange(table: IntervalsTable, change: IntervalsChange): void {
  switch (change.kind) {
    case 'save':
      table.save(change.interval)
      return
    case 'drop':
      table.drop(change.chatId, change.startMessageId)
      return
    case 'move':
      table.move(change.from, change.to, predecessorIdShift)
  }
}

/** Intervals of a snapshot that are formatted together. */
const writtenAtOnce = 1000

/** The line's end comes first: a line that was cut off spoils none after it. */
function formatChange(change: IntervalsChange): string {
  return `\n${JSON.stringify(change)}`
}

/** A file system may take less than it is given. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written)
}

/**
 * The backup of the intervals beside the database. They are too many to be written anew after each one, so it is a
 * journal: one JSON line per change, in order. Each interval is in it again after every correction, so a snapshot
 * replaces the journal when it has grown too long.
 */
export class IntervalsBackup {
  readonly #path: string
  readonly #partPath: string
  readonly #log: Logger
  /** What a full disk refused goes with the next change. */
  #waiting = ''

  constructor(folder: string, log: Logger) {
    this.#path = join(folder, 'intervals-backup.jsonl')
    this.#partPath = `${this.#path}.part`
    this.#log = log
  }

  append(changes: readonly IntervalsChange[]): void {
    this.#waiting += changes.map(formatChange).join('')
    try {
      appendFileSync(this.#path, this.#waiting, { mode: 0o600 })
      this.#waiting = ''
    } catch (error) {
      this.#log.warn({ reason: String(error) }, 'the backup of the intervals could not be written')
    }
  }

  /** All changes that are readable; a line that was cut off by a crash is not. */
  read(): readonly IntervalsChange[] {
    if (!existsSync(this.#path)) return []
    return parseRows(IntervalsChange, readFileSync(this.#path, 'utf8').split('\n').map(parseJson))
  }

  /** Bytes; 0 when there is none. */
  readSize(): number {
    return statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0
  }

  /** Puts a snapshot in the place of all changes so far; until it is whole and on disk they stay. */
  replace(intervals: readonly WaitInterval[]): void {
    try {
      writeSnapshot(this.#partPath, intervals)
      renameSync(this.#partPath, this.#path)
      this.#waiting = ''
    } catch (error) {
      this.#log.warn({ reason: String(error) }, 'the backup of the intervals could not be shortened')
    }
  }

  clear(): void {
    this.#waiting = ''
    try {
      rmSync(this.#path, { force: true })
      rmSync(this.#partPath, { force: true })
    } catch (error) {
      this.#log.warn({ reason: String(error) }, 'the backup of the intervals could not be removed')
    }
  }
}

/** On disk when it returns; throws what the file system says. */
function writeSnapshot(path: string, intervals: readonly WaitInterval[]): void {
  const file = openSync(path, 'w', 0o600)
  try {
    for (let from = 0; from < intervals.length; from += writtenAtOnce) {
      const lines = intervals
        .slice(from, from + writtenAtOnce)
        .map((interval) => formatChange({ kind: 'save', interval }))
      writeWhole(file, Buffer.from(lines.join('')))
    }
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
