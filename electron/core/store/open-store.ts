import { fail, ok, type Result } from '#shared/lib/result.ts'
import { IntervalsBackup } from './intervals-backup.ts'
import { createMarksBackup, hasAccountMarks } from './marks-backup.ts'
import { migrations } from './migrations/index.ts'
import { type DatabaseOptions, openDatabase } from './open-database.ts'
import { SqliteStore } from './sqlite-store.ts'
import { StoreConnection } from './store-connection.ts'
import type { OpenedStore, OpenStoreErrorCode, Store, StoreOptions } from './store.ts'

/** From this size in bytes on, opening the store checks whether shortening the intervals' journal is worth it. */
const journalMaxBytes = 4_000_000
/** The approximate size of a journal line in bytes. */
const intervalBytes = 250

/**
 * Opens the store of a profile, or creates it. The caller holds the profile's lock. A damaged database is set aside
 * and replaced with a new one. Only a store of a newer build and a folder that cannot be written are refused.
 */
export function openStore(
  options: StoreOptions & Pick<DatabaseOptions, 'maxPages'> & { readonly journalMaxBytes?: number },
): Result<{ readonly store: Store; readonly opened: OpenedStore }, OpenStoreErrorCode> {
  const { clock, folder, log } = options
  const database: DatabaseOptions = { folder, build: options.build, migrations, maxPages: options.maxPages }
  const result = openDatabase(database, clock.now())
  if (!result.ok) return result
  const { isFresh, setAsidePath } = result.value
  const backup = createMarksBackup(folder)
  const intervalsBackup = new IntervalsBackup(folder, log)
  const connection = new StoreConnection(result.value, { ...database, clock, log, backup, intervalsBackup })
  const marks = isFresh ? backup.read() : undefined
  const completed = isFresh ? connection.complete(marks) : ok()
  if (!completed.ok) {
    // Without its marks, this store would soon overwrite their backup, so it is closed.
    connection.close()
    return fail('profile_unwritable', completed.error.message)
  }
  shortenJournal(connection, intervalsBackup, options.journalMaxBytes ?? journalMaxBytes)
  // Where nobody was signed in, there was nothing but settings, and nothing to tell.
  const marksRestored = marks !== undefined && hasAccountMarks(marks)
  const store = new SqliteStore({ connection, backup, intervalsBackup, clock, log })
  if (setAsidePath !== undefined) {
    log.error({ setAsidePath, marksRestored }, 'the store was damaged and is made anew')
    return ok({ store, opened: { kind: 'rebuilt', marksRestored, setAsidePath } })
  }
  // There was a backup but no database: the database was lost as a whole.
  if (marksRestored) return ok({ store, opened: { kind: 'rebuilt', marksRestored } })
  return ok({ store, opened: { kind: isFresh ? 'fresh' : 'opened', marksRestored: false } })
}

/** Replaces the journal with a snapshot when the journal is more than twice as long as its intervals need. */
function shortenJournal(connection: StoreConnection, backup: IntervalsBackup, maxBytes: number): void {
  const size = backup.readSize()
  if (size <= maxBytes) return
  // If the table cannot be read, the journal stays: the journal is then the better copy.
  const all = connection.read(undefined, ({ intervals }) =>
    size > 2 * intervalBytes * intervals.count() ? intervals.readAll() : undefined,
  )
  if (all !== undefined) backup.replace(all)
}
