import type Database from 'better-sqlite3'
import { type ChatMarksTable, prepareChatMarksTable } from './chat-marks-table.ts'
import { type ChatsTable, prepareChatsTable } from './chats-table.ts'
import { type GroupMembersTable, prepareGroupMembersTable } from './group-members-table.ts'
import { type IntervalsTable, prepareIntervalsTable } from './intervals-table.ts'
import { type MarksTable, prepareMarksTable } from './marks-table.ts'
import { type MessagesTable, prepareMessagesTable } from './messages-table.ts'
import { type OutboxTable, prepareOutboxTable } from './outbox-table.ts'
import { prepareTeamTables, type TeamTables } from './team-tables.ts'
import { prepareTailsTable, type TailsTable } from './tails-table.ts'

/** The prepared statements of one open database, grouped by subject. */
export interface Tables {
  readonly chats: ChatsTable
  readonly messages: MessagesTable
  readonly marks: MarksTable
  readonly outbox: OutboxTable
  readonly tails: TailsTable
  readonly groupMembers: GroupMembersTable
  readonly chatMarks: ChatMarksTable
  readonly intervals: IntervalsTable
  readonly team: TeamTables
}

export function prepareTables(db: Database.Database): Tables {
  return {
    chats: prepareChatsTable(db),
    messages: prepareMessagesTable(db),
    marks: prepareMarksTable(db),
    outbox: prepareOutboxTable(db),
    tails: prepareTailsTable(db),
    groupMembers: prepareGroupMembersTable(db),
    chatMarks: prepareChatMarksTable(db),
    intervals: prepareIntervalsTable(db),
    team: prepareTeamTables(db),
  }
}
