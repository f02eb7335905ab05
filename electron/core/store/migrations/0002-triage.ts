import type { Migration } from '../migrate.ts'

export const triage: Migration = {
  version: 2,
  name: 'triage',
  sql: `
-- The order is ours from here on: keys are strings of our own, and a pin is a section.
CREATE TABLE places_2 (
  list TEXT NOT NULL,
  chat_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  section TEXT NOT NULL,
  PRIMARY KEY (list, chat_id)
) STRICT, WITHOUT ROWID;
INSERT INTO places_2 (list, chat_id, key, section)
  SELECT list, chat_id, key, CASE is_pinned WHEN 0 THEN 'chats' ELSE 'pinned' END FROM places;
DROP TABLE places;
ALTER TABLE places_2 RENAME TO places;
CREATE INDEX places_by_chat ON places (chat_id);

-- facts: a JSON array of arrays, oldest message first.
CREATE TABLE tails (
  chat_id INTEGER NOT NULL PRIMARY KEY,
  reaches_start INTEGER NOT NULL,
  facts TEXT NOT NULL
) STRICT;

CREATE TABLE chat_marks (
  chat_id INTEGER NOT NULL PRIMARY KEY,
  pin_rank TEXT,
  starred_at_ms INTEGER,
  star_note TEXT,
  hand_class TEXT,
  clock_override TEXT,
  no_reply_up_to INTEGER,
  no_reply_at_ms INTEGER,
  no_reply_by INTEGER
) STRICT;

CREATE TABLE rules (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Waits that ended. start_message_id is negative for a message of the group the chat was upgraded from.
CREATE TABLE intervals (
  chat_id INTEGER NOT NULL,
  start_message_id INTEGER NOT NULL,
  start_s INTEGER NOT NULL,
  end_s INTEGER NOT NULL,
  wall_ms INTEGER NOT NULL,
  working_ms INTEGER NOT NULL,
  ended_by TEXT NOT NULL,
  answered_by INTEGER,
  answer_message_id INTEGER,
  message_count INTEGER NOT NULL,
  PRIMARY KEY (chat_id, start_message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX intervals_by_start ON intervals (start_s);
`,
}
