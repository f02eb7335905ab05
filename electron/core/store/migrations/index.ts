import type { Migration } from '../migrate.ts'
import { initial } from './0001-initial.ts'
import { triage } from './0002-triage.ts'
import { groupPeople } from './0003-group-people.ts'
import { earlierNoReply } from './0004-earlier-no-reply.ts'
import { teamLog } from './0005-team-log.ts'
import { unusedIndexes } from './0006-unused-indexes.ts'

/** All migrations, oldest first. A released migration is never edited. */
export const migrations: readonly Migration[] = [
  initial,
  triage,
  groupPeople,
  earlierNoReply,
  teamLog,
  unusedIndexes,
]
