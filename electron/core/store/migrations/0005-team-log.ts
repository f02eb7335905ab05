import type { Migration } from '../migrate.ts'

export const teamLog: Migration = {
  version: 5,
  name: 'team-log',
  sql: `
-- Messages of the team channel that look like events: their first line, and their block as it was written (NULL: several).
CREATE TABLE team_log (
  channel_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  date_s INTEGER NOT NULL,
  author_id INTEGER NOT NULL,
  flaw TEXT,
  line TEXT NOT NULL,
  block TEXT,
  is_marked INTEGER NOT NULL,
  PRIMARY KEY (channel_id, message_id)
) STRICT, WITHOUT ROWID;

-- How far a channel was read: everything between the two messages.
CREATE TABLE team_reach (
  channel_id INTEGER NOT NULL PRIMARY KEY,
  from_id INTEGER NOT NULL,
  to_id INTEGER NOT NULL,
  is_whole INTEGER NOT NULL,
  has_authority INTEGER NOT NULL
) STRICT;

-- What this console says and Telegram may not have yet.
CREATE TABLE team_outbox (
  row INTEGER NOT NULL PRIMARY KEY,
  event_id TEXT NOT NULL UNIQUE,
  channel_id INTEGER NOT NULL,
  event TEXT NOT NULL,
  is_loud INTEGER NOT NULL,
  is_urgent INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;
`,
}
