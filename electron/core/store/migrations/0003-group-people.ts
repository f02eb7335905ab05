import type { Migration } from '../migrate.ts'

export const groupPeople: Migration = {
  version: 3,
  name: 'group-people',
  sql: `
-- Who is in a group, as far as its class depends on it. user_ids: a JSON array.
CREATE TABLE group_people (
  chat_id INTEGER NOT NULL PRIMARY KEY,
  member_count INTEGER NOT NULL,
  user_ids TEXT NOT NULL,
  is_whole INTEGER NOT NULL
) STRICT;
DELETE FROM facts WHERE key = 'triage.group_people';
`,
}
