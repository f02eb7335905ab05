import type Database from 'better-sqlite3'
import * as v from 'valibot'
import type { EpochMs } from '#shared/lib/clock.ts'
import { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { SendFailure } from '#shared/contract/entities/message.ts'
import { parseJson, parseRows } from './chats-table.ts'
import type { OutboxEntry, OutboxOutcome, OutboxReply, OutboxState } from './store.ts'

export const StoredOutboxEntry = v.object({
  sendId: v.string(),
  chatId: ChatId,
  text: FormattedText,
  replyTo: v.optional(
    v.object({
      messageId: MessageId,
      quote: v.optional(v.object({ text: v.string(), position: v.number() })),
    }),
  ),
  state: v.picklist(['queued', 'handed', 'sent', 'failed']),
  createdAtMs: v.number(),
  messageId: v.optional(MessageId),
  failure: v.optional(SendFailure),
})

interface OutboxRow {
  readonly send_id: string
  readonly chat_id: number
  readonly text: string
  readonly reply_to: string | null
  readonly state: string
  readonly created_at_ms: number
  readonly message_id: number | null
  readonly failure: string | null
}

const select =
  'SELECT send_id, chat_id, text, reply_to, state, created_at_ms, message_id, failure FROM outbox'

export const outboxSql = {
  find: `${select} WHERE send_id = ?`,
  findByMessage: `${select} WHERE chat_id = ? AND message_id = ?`,
  readByState: `${select} WHERE state = ? ORDER BY row`,
  insert: `INSERT INTO outbox (send_id, chat_id, text, reply_to, state, created_at_ms, message_id, failure)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (send_id) DO NOTHING`,
  markHanded: `UPDATE outbox SET state = 'handed', message_id = ?, failure = NULL WHERE send_id = ?`,
  settle:
    'UPDATE outbox SET state = ?, message_id = coalesce(?, message_id), failure = ?, settled_at_ms = ? WHERE send_id = ?',
  requeue: `UPDATE outbox SET state = 'queued', message_id = NULL, failure = NULL, settled_at_ms = NULL WHERE send_id = ?`,
  move: `UPDATE outbox SET chat_id = ?, reply_to = ?, state = 'queued', message_id = NULL, failure = NULL,
    settled_at_ms = NULL WHERE send_id = ?`,
  drop: 'DELETE FROM outbox WHERE send_id = ?',
  dropSentBefore: `DELETE FROM outbox WHERE state = 'sent' AND settled_at_ms < ?`,
}

export interface OutboxTable {
  find(sendId: string): OutboxEntry | undefined
  findByMessage(chatId: ChatId, messageId: MessageId): OutboxEntry | undefined
  readByState(state: OutboxState): readonly OutboxEntry[]
  insert(entry: OutboxEntry): boolean
  markHanded(sendId: string, messageId: MessageId): void
  settle(sendId: string, outcome: OutboxOutcome, atMs: EpochMs): void
  requeue(sendId: string): void
  move(sendId: string, to: ChatId, replyTo: OutboxReply | undefined): void
  drop(sendId: string): void
  dropSentBefore(atMs: EpochMs): void
}

export function prepareOutboxTable(db: Database.Database): OutboxTable {
  const find = db.prepare<[string], OutboxRow>(outboxSql.find)
  const findByMessage = db.prepare<[number, number], OutboxRow>(outboxSql.findByMessage)
  const readByState = db.prepare<[string], OutboxRow>(outboxSql.readByState)
  const insert = db.prepare(outboxSql.insert)
  const markHanded = db.prepare(outboxSql.markHanded)
  const settle = db.prepare(outboxSql.settle)
  const requeue = db.prepare(outboxSql.requeue)
  const move = db.prepare(outboxSql.move)
  const drop = db.prepare(outboxSql.drop)
  const dropSentBefore = db.prepare(outboxSql.dropSentBefore)
  const first = (row: OutboxRow | undefined): OutboxEntry | undefined =>
    row === undefined ? undefined : toEntries([row])[0]
  return {
    find: (sendId: string) => first(find.get(sendId)),
    findByMessage: (chatId: ChatId, messageId: MessageId) => first(findByMessage.get(chatId, messageId)),
    readByState: (state: OutboxState) => toEntries(readByState.all(state)),
    /** False when the outbox already has this `sendId`. */
    insert: (entry: OutboxEntry): boolean =>
      insert.run(
        entry.sendId,
        entry.chatId,
        JSON.stringify(entry.text),
        toJson(entry.replyTo),
        entry.state,
        entry.createdAtMs,
        entry.messageId ?? null,
        toJson(entry.failure),
      ).changes > 0,
    markHanded: (sendId: string, messageId: MessageId) => {
      markHanded.run(messageId, sendId)
    },
    settle: (sendId: string, outcome: OutboxOutcome, atMs: EpochMs) => {
      const messageId = outcome.state === 'sent' ? outcome.messageId : null
      const failure = outcome.state === 'failed' ? JSON.stringify(outcome.failure) : null
      settle.run(outcome.state, messageId, failure, atMs, sendId)
    },
    requeue: (sendId: string) => {
      requeue.run(sendId)
    },
    move: (sendId: string, to: ChatId, replyTo: OutboxReply | undefined) => {
      move.run(to, toJson(replyTo), sendId)
    },
    drop: (sendId: string) => {
      drop.run(sendId)
    },
    dropSentBefore: (atMs: EpochMs) => {
      dropSentBefore.run(atMs)
    },
  }
}

function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}

function toEntries(rows: readonly OutboxRow[]): OutboxEntry[] {
  return parseRows(
    StoredOutboxEntry,
    rows.map((row) => ({
      sendId: row.send_id,
      chatId: row.chat_id,
      text: parseJson(row.text),
      replyTo: row.reply_to === null ? undefined : parseJson(row.reply_to),
      state: row.state,
      createdAtMs: row.created_at_ms,
      messageId: row.message_id ?? undefined,
      failure: row.failure === null ? undefined : parseJson(row.failure),
    })),
  )
}
