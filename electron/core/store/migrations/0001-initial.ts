import type { Migration } from '../migrate.ts'

export const initial: Migration = {
  version: 1,
  name: 'initial',
  sql: `
CREATE TABLE chats (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  view TEXT NOT NULL
) STRICT;

-- key keeps 64-bit orders of Telegram: never a number.
CREATE TABLE places (
  list TEXT NOT NULL,
  chat_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  is_pinned INTEGER NOT NULL,
  PRIMARY KEY (list, chat_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_by_chat ON places (chat_id);

CREATE TABLE folders (
  list TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

-- row is what a full-text index refers to, so it must survive VACUUM: an explicit primary key.
CREATE TABLE messages (
  row INTEGER NOT NULL PRIMARY KEY,
  chat_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  sender_key TEXT NOT NULL,
  date_s INTEGER NOT NULL,
  edited_s INTEGER,
  is_outgoing INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  view TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX messages_by_id ON messages (chat_id, id);
CREATE INDEX messages_by_date ON messages (chat_id, date_s, id);

CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE facts (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE drafts (
  chat_id INTEGER NOT NULL PRIMARY KEY,
  text TEXT NOT NULL,
  reply_to_message_id INTEGER
) STRICT;

CREATE TABLE outbox (
  row INTEGER NOT NULL PRIMARY KEY,
  send_id TEXT NOT NULL UNIQUE,
  chat_id INTEGER NOT NULL,
  text TEXT NOT NULL,
  reply_to TEXT,
  state TEXT NOT NULL CHECK (state IN ('queued', 'handed', 'sent', 'failed')),
  created_at_ms INTEGER NOT NULL,
  settled_at_ms INTEGER,
  message_id INTEGER,
  failure TEXT
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state, row);
CREATE INDEX outbox_by_message ON outbox (chat_id, message_id) WHERE message_id IS NOT NULL;
`,
}
