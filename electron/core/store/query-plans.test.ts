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
  ['dropping a history', messagesSql.dropHistory, ['SEARCH messages USING INDEX messages_by_id (chat_id=?)']],
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
    'dropping a wait',
    intervalsSql.drop,
    ['SEARCH intervals USING PRIMARY KEY (chat_id=? AND start_message_id=?)'],
  ],
  ['moving waits', intervalsSql.move, ['SEARCH intervals USING PRIMARY KEY (chat_id=?)']],
  ['marks of a chat', chatMarksSql.readOne, ['SEARCH chat_marks USING INTEGER PRIMARY KEY (rowid=?)']],
  ['dropping a tail', tailsSql.drop, ['SEARCH tails USING INTEGER PRIMARY KEY (rowid=?)']],
  ['a log in its order', teamSql.readTeamLog, ['SEARCH team_log USING PRIMARY KEY (channel_id=?)']],
  [
    'dropping a message of a log',
    teamSql.dropMessage,
    ['SEARCH team_log USING PRIMARY KEY (channel_id=? AND message_id=?)'],
  ],
  ['texts in a state', outboxSql.readByState, ['SEARCH outbox USING INDEX outbox_by_state (state=?)']],
]

const all = [chatMarksSql, chatsSql, intervalsSql, messagesSql, outboxSql, tailsSql, teamSql].flatMap(
  (statements) => Object.values(statements).flat(),
)

/** SQLite's plan for a query, on a fresh store. */
function explain(db: Database.Database, sql: string): readonly string[] {
  const parameters = Array.from({ length: sql.split('?').length - 1 }, () => null)
  const rows = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters)
  return rows.map((row) => row.detail)
}

function openFresh(): Database.Database {
  const folder = createTemporaryFolder()
  const opened = openStore({ folder, clock: new FakeClock(), log: pino({ level: 'silent' }), build: 'test' })
  expect(opened.ok).toBe(true)
  return new Database(join(folder, 'store.sqlite'), { readonly: true })
}

describe('hot queries read by an index, without sorting', () => {
  it.each(hot)('%s', (_name, sql, plan) => {
    const db = openFresh()
    expect(explain(db, sql)).toEqual(plan)
    db.close()
  })
})

it('every index serves a query', () => {
  const db = openFresh()
  const plans = all.flatMap((sql) => explain(db, sql)).join('\n')
  const indexes = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
    )
    .pluck()
    .all()
  expect(indexes.length).toBeGreaterThan(0)
  expect(indexes.filter((name) => !plans.includes(`USING INDEX ${name} `))).toEqual([])
  db.close()
})
