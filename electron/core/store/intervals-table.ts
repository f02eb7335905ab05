import type Database from 'better-sqlite3'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { WaitInterval } from '#shared/contract/entities/triage.ts'
import { parseRows } from './chats-table.ts'

interface IntervalRow {
  readonly chat_id: number
  readonly start_message_id: number
  readonly start_s: number
  readonly end_s: number
  readonly wall_ms: number
  readonly working_ms: number
  readonly ended_by: string
  readonly answered_by: number | null
  readonly answer_message_id: number | null
  readonly message_count: number
}

const columns = `chat_id, start_message_id, start_s, end_s, wall_ms, working_ms, ended_by,
    answered_by, answer_message_id, message_count`

export const intervalsSql = {
  // Within a chat, ids grow with time. Ids of messages from the group before the upgrade are negative.
  readOfChat: `SELECT ${columns} FROM intervals WHERE chat_id = ? ORDER BY start_message_id DESC LIMIT ?`,
  readAll: `SELECT ${columns} FROM intervals`,
  count: 'SELECT count(*) FROM intervals',
  save: `INSERT OR REPLACE INTO intervals (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  drop: 'DELETE FROM intervals WHERE chat_id = ? AND start_message_id = ?',
  move: `INSERT OR IGNORE INTO intervals (${columns})
    SELECT ?, start_message_id + ?, start_s, end_s, wall_ms, working_ms, ended_by,
      answered_by, answer_message_id + ?, message_count
    FROM intervals WHERE chat_id = ?`,
  dropOfChat: 'DELETE FROM intervals WHERE chat_id = ?',
}

export interface IntervalsTable {
  readOfChat(chatId: ChatId, limit: number): readonly WaitInterval[]
  readAll(): readonly WaitInterval[]
  count(): number
  save(interval: WaitInterval): void
  drop(chatId: ChatId, startMessageId: number): void
  move(from: ChatId, to: ChatId, idShift: number): void
}

export function prepareIntervalsTable(db: Database.Database): IntervalsTable {
  const readOfChat = db.prepare<[number, number], IntervalRow>(intervalsSql.readOfChat)
  const readAll = db.prepare<[], IntervalRow>(intervalsSql.readAll)
  const count = db.prepare<[], number>(intervalsSql.count).pluck()
  const save = db.prepare(intervalsSql.save)
  const drop = db.prepare(intervalsSql.drop)
  const move = db.prepare(intervalsSql.move)
  const dropOfChat = db.prepare(intervalsSql.dropOfChat)
  return {
    readOfChat: (chatId: ChatId, limit: number) => toIntervals(readOfChat.all(chatId, limit)),
    /** All intervals, in no particular order. */
    readAll: () => toIntervals(readAll.all()),
    count: () => count.get() ?? 0,
    save: (interval: WaitInterval) => {
      save.run(
        interval.chatId,
        interval.startMessageId,
        interval.startS,
        interval.endS,
        interval.wallMs,
        interval.workingMs,
        interval.endedBy,
        interval.answeredBy ?? null,
        interval.answerMessageId ?? null,
        interval.messageCount,
      )
    },
    drop: (chatId: ChatId, startMessageId: number) => {
      drop.run(chatId, startMessageId)
    },
    /**
     * Moves intervals to another chat and adds `idShift` to the message ids. An interval that `to` already has is
     * dropped.
     */
    move: (from: ChatId, to: ChatId, idShift: number) => {
      move.run(to, idShift, idShift, from)
      dropOfChat.run(from)
    },
  }
}

function toIntervals(rows: readonly IntervalRow[]): readonly WaitInterval[] {
  return parseRows(
    WaitInterval,
    rows.map((row) => ({
      chatId: row.chat_id,
      startMessageId: row.start_message_id,
      startS: row.start_s,
      endS: row.end_s,
      wallMs: row.wall_ms,
      workingMs: row.working_ms,
      endedBy: row.ended_by,
      answeredBy: row.answered_by ?? undefined,
      answerMessageId: row.answer_message_id ?? undefined,
      messageCount: row.message_count,
    })),
  )
}
