import type { Migration } from '../migrate.ts'

export const earlierNoReply: Migration = {
  version: 4,
  name: 'earlier-no-reply',
  sql: `
-- What earlier "no reply needed" of the chat had answered already.
ALTER TABLE chat_marks ADD COLUMN no_reply_before INTEGER;
`,
}
