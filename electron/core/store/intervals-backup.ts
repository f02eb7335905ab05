import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
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
import { removeFile } from './remove-file.ts'
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

/** The line break comes first, so that a line that was cut off does not spoil the next one. */
function formatChange(change: IntervalsChange): string {
  return `\n${JSON.stringify(change)}`
}

/** Writes in a loop, because a file system may accept fewer bytes than it is given. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written)
}

/**
 * The backup of the intervals beside the database. There are too many intervals to write all of them after each
 * change, so the backup is a journal: one JSON line per change, in order. Every correction adds the whole interval
 * again, so a snapshot replaces the journal when the journal has grown too long.
 */
export class IntervalsBackup {
  readonly #path: string
  readonly #partPath: string
  readonly #log: Logger
  /** Changes that a full disk refused. They are written with the next change. */
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

  /** All changes that are readable. A line that a crash cut off is left out. */
  read(): readonly IntervalsChange[] {
    if (!existsSync(this.#path)) return []
    return parseRows(IntervalsChange, readFileSync(this.#path, 'utf8').split('\n').map(parseJson))
  }

  /** The size of the journal in bytes; 0 when there is no journal. */
  readSize(): number {
    return statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0
  }

  /** Replaces the journal with a snapshot. The journal stays until the snapshot is complete and on disk. */
  replace(intervals: readonly WaitInterval[]): void {
    try {
      writeSnapshot(this.#partPath, intervals)
      renameSync(this.#partPath, this.#path)
      this.#waiting = ''
    } catch (error) {
      this.#log.warn({ reason: String(error) }, 'the backup of the intervals could not be shortened')
    }
  }

  /** Throws the errors of the file system. */
  clear(): void {
    this.#waiting = ''
    removeFile(this.#path)
    removeFile(this.#partPath)
  }
}

/** The snapshot is on disk when this returns. Throws the errors of the file system. */
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
