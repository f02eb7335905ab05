import { pino } from 'pino'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { chatMarksSql } from './chat-marks-table.ts'
import { chatsSql } from './chats-table.ts'
import { intervalsSql } from './intervals-table.ts'
import { messagesSql } from './messages-table.ts'
import { openStore } from './open-store.ts'
import { outboxSql } from './outbox-table.ts'
import { tailsSql } from './tails-table.ts'
import { teamSql } from './team-tables.ts'

const hot: readonly [name: string, sql: string, plan: readonly string[]][] = [
  [
    'newest messages',
    messagesSql.readBefore,
    ['SEARCH messages USING INDEX messages_by_id (chat_id=? AND id<?)'],
  ],
  [
    'later messages',
    messagesSql.readAfter,
    ['SEARCH messages USING INDEX messages_by_id (chat_id=? AND id>?)'],
  ],
  ['one message', messagesSql.readOne, ['SEARCH messages USING INDEX messages_by_id (chat_id=? AND id=?)']],
  [
    'dropping a message',
    messagesSql.drop,
    ['SEARCH messages USING INDEX messages_by_id (chat_id=? AND id=?)'],
  ],
  [
    'dropping a history',
    messagesSql.dropHistory,
    ['SEARCH messages USING INDEX messages_by_date (chat_id=?)'],
  ],
  [
    'messages of a chat by date',
    'SELECT id, sender_key, is_outgoing FROM messages WHERE chat_id = ? AND date_s >= ? ORDER BY date_s, id',
    ['SEARCH messages USING INDEX messages_by_date (chat_id=? AND date_s>?)'],
  ],
  ['dropping a place', chatsSql.dropPlace, ['SEARCH places USING PRIMARY KEY (list=? AND chat_id=?)']],
  [
    'dropping places of a chat',
    chatsSql.dropPlacesOfChat,
    ['SEARCH places USING INDEX places_by_chat (chat_id=?)'],
  ],
  [
    'a sent text by its id',
    outboxSql.find,
    ['SEARCH outbox USING INDEX sqlite_autoindex_outbox_1 (send_id=?)'],
  ],
  [
    'a sent text by its message',
    outboxSql.findByMessage,
    ['SEARCH outbox USING INDEX outbox_by_message (chat_id=? AND message_id=?)'],
  ],
  ['the last waits of a chat', intervalsSql.readOfChat, ['SEARCH intervals USING PRIMARY KEY (chat_id=?)']],
  [
    'waits of all chats by time',
    intervalsSql.readBetween,
    ['SEARCH intervals USING INDEX intervals_by_start (start_s>? AND start_s<?)'],
  ],
  [
    'dropping a wait',
    intervalsSql.drop,
    ['SEARCH intervals USING PRIMARY KEY (chat_id=? AND start_message_id=?)'],
  ],
  ['moving waits', intervalsSql.move, ['SEARCH intervals USING PRIMARY KEY (chat_id=?)']],
  ['marks of a chat', chatMarksSql.readOne, ['SEARCH chat_marks USING INTEGER PRIMARY KEY (rowid=?)']],
  ['dropping a tail', tailsSql.drop, ['SEARCH tails USING INTEGER PRIMARY KEY (rowid=?)']],
  ['a log in its order', teamSql.readLog, ['SEARCH team_log USING PRIMARY KEY (channel_id=?)']],
  [
    'dropping a message of a log',
    teamSql.dropMessage,
    ['SEARCH team_log USING PRIMARY KEY (channel_id=? AND message_id=?)'],
  ],
  ['texts in a state', outboxSql.readByState, ['SEARCH outbox USING INDEX outbox_by_state (state=?)']],
]

describe('hot queries read by an index, without sorting', () => {
  it.each(hot)('%s', (_name, sql, plan) => {
    const folder = createTemporaryFolder()
    const opened = openStore({
      folder,
      clock: new FakeClock(),
      log: pino({ level: 'silent' }),
      build: 'test',
    })
    expect(opened.ok).toBe(true)
    const db = new Database(join(folder, 'store.sqlite'), { readonly: true })
    const parameters = Array.from({ length: sql.split('?').length - 1 }, () => null)
    const rows = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters)
    expect(rows.map((row) => row.detail)).toEqual(plan)
    db.close()
  })
})
