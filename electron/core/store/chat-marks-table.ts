import type Database from 'better-sqlite3'
import * as v from 'valibot'
import { ChatId } from '#shared/contract/entities/ids.ts'
import { ChatClass, ClockOverride } from '#shared/contract/entities/triage.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import { parseJson } from './chats-table.ts'
import type { ChatMarks } from './triage-store.ts'

const int53 = v.pipe(v.number(), v.safeInteger())

/** A mark that this build cannot read is left out, the others of the chat stay. */
export const StoredChatMarks = v.object({
  chatId: ChatId,
  pinRank: v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined),
  star: v.fallback(v.optional(v.object({ atMs: v.number(), note: v.optional(v.string()) })), undefined),
  handClass: v.fallback(v.optional(ChatClass), undefined),
  clockOverride: v.fallback(v.optional(ClockOverride), undefined),
  noReply: v.fallback(
    v.optional(
      v.object({
        upToMessageId: int53,
        atMs: v.number(),
        byUserId: int53,
        answeredUpToMessageId: v.optional(int53),
      }),
    ),
    undefined,
  ),
})

interface MarksRow {
  readonly chat_id: number
  readonly pin_rank: string | null
  readonly starred_at_ms: number | null
  readonly star_note: string | null
  readonly hand_class: string | null
  readonly clock_override: string | null
  readonly no_reply_up_to: number | null
  readonly no_reply_at_ms: number | null
  readonly no_reply_by: number | null
  readonly no_reply_before: number | null
}

const columns = `chat_id, pin_rank, starred_at_ms, star_note, hand_class, clock_override,
    no_reply_up_to, no_reply_at_ms, no_reply_by, no_reply_before`

export const chatMarksSql = {
  readAll: `SELECT ${columns} FROM chat_marks ORDER BY chat_id`,
  readOne: `SELECT ${columns} FROM chat_marks WHERE chat_id = ?`,
  save: `INSERT OR REPLACE INTO chat_marks (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  drop: 'DELETE FROM chat_marks WHERE chat_id = ?',
}

export interface ChatMarksTable {
  readAll(): readonly ChatMarks[]
  readOne(chatId: ChatId): ChatMarks | undefined
  save(marks: ChatMarks): void
  drop(chatId: ChatId): void
}

export function prepareChatMarksTable(db: Database.Database): ChatMarksTable {
  const readAll = db.prepare<[], MarksRow>(chatMarksSql.readAll)
  const readOne = db.prepare<[number], MarksRow>(chatMarksSql.readOne)
  const save = db.prepare(chatMarksSql.save)
  const drop = db.prepare(chatMarksSql.drop)
  return {
    readAll: (): readonly ChatMarks[] => readAll.all().flatMap((row) => toMarks(row) ?? []),
    readOne: (chatId: ChatId): ChatMarks | undefined => {
      const row = readOne.get(chatId)
      return row === undefined ? undefined : toMarks(row)
    },
    /** A row without any mark is removed. */
    save: (marks: ChatMarks) => {
      if (!hasAnyMark(marks)) {
        drop.run(marks.chatId)
        return
      }
      save.run(
        marks.chatId,
        marks.pinRank ?? null,
        marks.star?.atMs ?? null,
        marks.star?.note ?? null,
        marks.handClass ?? null,
        marks.clockOverride === undefined ? null : JSON.stringify(marks.clockOverride),
        marks.noReply?.upToMessageId ?? null,
        marks.noReply?.atMs ?? null,
        marks.noReply?.byUserId ?? null,
        marks.noReply?.answeredUpToMessageId ?? null,
      )
    },
    drop: (chatId: ChatId) => {
      drop.run(chatId)
    },
  }
}

function hasAnyMark(marks: ChatMarks): boolean {
  return [marks.pinRank, marks.star, marks.handClass, marks.clockOverride, marks.noReply].some(
    (mark) => mark !== undefined,
  )
}

function toMarks(row: MarksRow): ChatMarks | undefined {
  const result = parseOutside(StoredChatMarks, {
    chatId: row.chat_id,
    pinRank: row.pin_rank ?? undefined,
    star:
      row.starred_at_ms === null ? undefined : { atMs: row.starred_at_ms, note: row.star_note ?? undefined },
    handClass: row.hand_class ?? undefined,
    clockOverride: row.clock_override === null ? undefined : parseJson(row.clock_override),
    noReply:
      row.no_reply_up_to === null
        ? undefined
        : {
            upToMessageId: row.no_reply_up_to,
            atMs: row.no_reply_at_ms,
            byUserId: row.no_reply_by,
            ...(row.no_reply_before === null ? {} : { answeredUpToMessageId: row.no_reply_before }),
          },
  })
  return result.success && hasAnyMark(result.output) ? result.output : undefined
}
