import type Database from 'better-sqlite3'
import * as v from 'valibot'
import { parseJson, parseRows } from './chats-table.ts'
import type { TeamLogReach, StoredTeamLogMessage, TeamOutboxEntry } from './team-store.ts'

export const StoredTeamOutboxEntry = v.object({
  eventId: v.string(),
  channelId: v.number(),
  event: v.looseObject({ v: v.number(), id: v.string(), type: v.string() }),
  isLoud: v.boolean(),
  isUrgent: v.boolean(),
  createdAtMs: v.number(),
})

interface TeamLogRow {
  readonly message_id: number
  readonly date_s: number
  readonly author_id: number
  readonly flaw: string | null
  readonly line: string
  readonly block: string | null
  readonly is_marked: number
}

interface ReachRow {
  readonly from_id: number
  readonly to_id: number
  readonly is_whole: number
  readonly has_authority: number
}

interface OutboxRow {
  readonly event_id: string
  readonly channel_id: number
  readonly event: string
  readonly is_loud: number
  readonly is_urgent: number
  readonly created_at_ms: number
}

export const teamSql = {
  readTeamLog:
    'SELECT message_id, date_s, author_id, flaw, line, block, is_marked FROM team_log WHERE channel_id = ? ORDER BY message_id',
  saveMessage: `INSERT OR REPLACE INTO team_log (channel_id, message_id, date_s, author_id, flaw, line, block, is_marked)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  dropMessage: 'DELETE FROM team_log WHERE channel_id = ? AND message_id = ?',
  readReach: 'SELECT from_id, to_id, is_whole, has_authority FROM team_reach WHERE channel_id = ?',
  saveReach: `INSERT OR REPLACE INTO team_reach (channel_id, from_id, to_id, is_whole, has_authority)
    VALUES (?, ?, ?, ?, ?)`,
  keepTeamLog: 'DELETE FROM team_log WHERE channel_id <> ?',
  keepReach: 'DELETE FROM team_reach WHERE channel_id <> ?',
  readOutbox:
    'SELECT event_id, channel_id, event, is_loud, is_urgent, created_at_ms FROM team_outbox ORDER BY row',
  putOutbox: `INSERT INTO team_outbox (event_id, channel_id, event, is_loud, is_urgent, created_at_ms)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING`,
  dropOutbox: 'DELETE FROM team_outbox WHERE event_id = ?',
}

export interface TeamTables {
  /** Deletes the entries of all other channels. */
  keepOnly(channelId: number): void
  readTeamLog(channelId: number): readonly StoredTeamLogMessage[]
  saveMessage(channelId: number, message: StoredTeamLogMessage): void
  dropMessage(channelId: number, messageId: number): void
  readReach(channelId: number): TeamLogReach | undefined
  saveReach(channelId: number, reach: TeamLogReach): void
  readOutbox(): readonly TeamOutboxEntry[]
  putOutbox(entry: TeamOutboxEntry): void
  dropOutbox(eventId: string): void
}

export function prepareTeamTables(db: Database.Database): TeamTables {
  const readTeamLog = db.prepare<[number], TeamLogRow>(teamSql.readTeamLog)
  const saveMessage = db.prepare(teamSql.saveMessage)
  const dropMessage = db.prepare(teamSql.dropMessage)
  const readReach = db.prepare<[number], ReachRow>(teamSql.readReach)
  const saveReach = db.prepare(teamSql.saveReach)
  const keepTeamLog = db.prepare(teamSql.keepTeamLog)
  const keepReach = db.prepare(teamSql.keepReach)
  const readOutbox = db.prepare<[], OutboxRow>(teamSql.readOutbox)
  const putOutbox = db.prepare(teamSql.putOutbox)
  const dropOutbox = db.prepare(teamSql.dropOutbox)
  return {
    readTeamLog: (channelId: number): readonly StoredTeamLogMessage[] =>
      readTeamLog.all(channelId).map((row) => toMessage(row)),
    saveMessage: (channelId: number, message: StoredTeamLogMessage) => {
      const { authorId, block, dateS, flaw, isMarked, line, messageId } = message
      const mark = isMarked ? 1 : 0
      saveMessage.run(channelId, messageId, dateS, authorId, flaw ?? null, line, block ?? null, mark)
    },
    dropMessage: (channelId: number, messageId: number) => {
      dropMessage.run(channelId, messageId)
    },
    readReach: (channelId: number): TeamLogReach | undefined => {
      const row = readReach.get(channelId)
      if (row === undefined) return undefined
      const { from_id: fromId, has_authority: hasAuthority, is_whole: isWhole, to_id: toId } = row
      return { fromId, toId, isWhole: isWhole === 1, hasAuthority: hasAuthority === 1 }
    },
    saveReach: (channelId: number, { fromId, hasAuthority, isWhole, toId }: TeamLogReach) => {
      saveReach.run(channelId, fromId, toId, isWhole ? 1 : 0, hasAuthority ? 1 : 0)
    },
    keepOnly: (channelId: number) => {
      keepTeamLog.run(channelId)
      keepReach.run(channelId)
    },
    readOutbox: (): readonly TeamOutboxEntry[] =>
      parseRows(
        StoredTeamOutboxEntry,
        readOutbox.all().map((row) => ({
          eventId: row.event_id,
          channelId: row.channel_id,
          event: parseJson(row.event),
          isLoud: row.is_loud === 1,
          isUrgent: row.is_urgent === 1,
          createdAtMs: row.created_at_ms,
        })),
      ),
    putOutbox: (entry: TeamOutboxEntry) => {
      const { channelId, createdAtMs, event, eventId, isLoud, isUrgent } = entry
      putOutbox.run(eventId, channelId, JSON.stringify(event), isLoud ? 1 : 0, isUrgent ? 1 : 0, createdAtMs)
    },
    dropOutbox: (eventId: string) => {
      dropOutbox.run(eventId)
    },
  }
}

function toMessage(row: TeamLogRow): StoredTeamLogMessage {
  const { author_id: authorId, block, date_s: dateS, flaw, is_marked: isMarked, line } = row
  const message = { messageId: row.message_id, dateS, authorId, line, isMarked: isMarked === 1 }
  return {
    ...message,
    ...(flaw === null ? {} : { flaw }),
    ...(block === null ? {} : { block }),
  }
}
