import type { Migration } from '../migrate.ts'

export const unusedIndexes: Migration = {
  version: 6,
  name: 'unused-indexes',
  sql: `
-- No query reads by them, and every message and every wait that is written pays for them.
DROP INDEX messages_by_date;
DROP INDEX intervals_by_start;
`,
}
