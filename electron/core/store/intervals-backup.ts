import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import * as v from 'valibot'
import { ChatId } from '#shared/contract/entities/ids.ts'
import { WaitInterval } from '#shared/contract/entities/triage.ts'
import { parseJson, parseRows } from './chats-table.ts'
import type { IntervalsTable } from './intervals-table.ts'
import { predecessorIdShift } from './merge-chat-marks.ts'

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

/**
 * The backup of the intervals beside the database. They are too many to be written anew after each one, so it is a
 * journal: one JSON line per change, in order.
 */
export function createIntervalsBackup(folder: string, log: Logger) {
  const path = join(folder, 'intervals-backup.jsonl')
  // What a full disk refused goes with the next change.
  let waiting = ''
  return {
    append: (changes: readonly IntervalsChange[]): void => {
      // The line's end comes first: a line that was cut off spoils none after it.
      waiting += changes.map((change) => `\n${JSON.stringify(change)}`).join('')
      try {
        appendFileSync(path, waiting, { mode: 0o600 })
        waiting = ''
      } catch (error) {
        log.warn({ reason: String(error) }, 'the backup of the intervals could not be written')
      }
    },
    /** All changes that are readable; a line that was cut off by a crash is not. */
    read: (): readonly IntervalsChange[] => {
      if (!existsSync(path)) return []
      return parseRows(IntervalsChange, readFileSync(path, 'utf8').split('\n').map(parseJson))
    },
    clear: (): void => {
      waiting = ''
      try {
        rmSync(path, { force: true })
      } catch (error) {
        log.warn({ reason: String(error) }, 'the backup of the intervals could not be removed')
      }
    },
  }
}
export type IntervalsBackup = ReturnType<typeof createIntervalsBackup>
