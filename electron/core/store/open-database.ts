import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { EpochMs } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { migrate, type Migration, readVersion } from './migrate.ts'
import { removeFile } from './remove-file.ts'
import { classifyDiskError } from './sqlite-error.ts'
import type { OpenStoreErrorCode } from './store.ts'
import { prepareTables, type Tables } from './tables.ts'

export interface DatabaseOptions {
  readonly folder: string
  readonly build: string
  readonly migrations: readonly Migration[]
  /** Limits the file to this many pages of 4 KiB. At the limit SQLite reports the same error as on a full disk. */
  readonly maxPages?: number | undefined
}

export interface OpenedDatabase {
  readonly db: Database.Database
  readonly tables: Tables
  /** {@link markComplete} was never called on this database: its marks may have to be restored. */
  readonly isFresh: boolean
  readonly setAsidePath?: string
}

const fileName = 'store.sqlite'
const backupsFolder = 'store-backups'
const keptBackups = 2

/** "WFst": marks a database as complete. A database that was only just created does not have this id. */
const applicationId = 0x57_46_73_74

/** Tables that a start depends on. They are small, so that checking them takes milliseconds. */
const checkedTables = [
  'chats',
  'places',
  'folders',
  'settings',
  'facts',
  'drafts',
  'outbox',
  'rules',
  'chat_marks',
]

/**
 * Opens the database of a profile, upgrades it to this build's version, and moves the file aside when it is damaged.
 */
export function openDatabase(
  options: DatabaseOptions,
  nowMs: EpochMs,
): Result<OpenedDatabase, OpenStoreErrorCode> {
  try {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 })
    const first = tryOpen(options, nowMs)
    if (first.kind !== 'damaged') return toResult(first)
    const setAsidePath = setAside(options.folder, nowMs)
    const second = tryOpen(options, nowMs)
    if (second.kind === 'damaged') return fail('profile_unwritable', `a new store is damaged: ${second.why}`)
    const result = toResult(second)
    return result.ok ? ok({ ...result.value, setAsidePath }) : result
  } catch (error) {
    const kind = classifyDiskError(error)
    if (kind === undefined) throw error
    const code = kind === 'disk_full' ? 'disk_full' : 'profile_unwritable'
    return fail(code, `${options.folder}: ${String(error)}`, { trouble: kind })
  }
}

/**
 * Marks the database as complete in the caller's transaction. If the process ends between creating a database and
 * restoring the marks, the database stays fresh, so that the next process restores the marks.
 */
export function markComplete(db: Database.Database): void {
  db.pragma(`application_id = ${applicationId}`)
}

/** Moves the database file and the files that belong to it aside. Returns the new path of the database file. */
export function setAside(folder: string, nowMs: EpochMs): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/gu, '-')
  let path = join(folder, `${fileName}.corrupted-${stamp}`)
  for (let copy = 2; existsSync(path); copy += 1)
    path = join(folder, `${fileName}.corrupted-${stamp}-${copy}`)
  for (const suffix of ['', '-wal', '-shm']) {
    const from = join(folder, `${fileName}${suffix}`)
    if (existsSync(from)) renameSync(from, `${path}${suffix}`)
  }
  return path
}

/**
 * Removes the database with its log and every copy that was set aside or made before an upgrade. SQLite drops a log
 * whose database is missing, so the database goes before its log.
 */
export function removeDatabase(folder: string): void {
  const backups = join(folder, backupsFolder)
  const hasBackups = existsSync(backups)
  if (hasBackups) for (const name of readdirSync(backups)) removeFile(join(backups, name))
  if (hasBackups) rmdirSync(backups)
  const copies = readdirSync(folder).filter((name) => name.startsWith(`${fileName}.`))
  for (const name of [...copies, fileName, `${fileName}-wal`, `${fileName}-shm`]) {
    removeFile(join(folder, name))
  }
}

type Attempt =
  | { readonly kind: 'opened'; readonly value: OpenedDatabase }
  | { readonly kind: 'newer'; readonly message: string }
  | { readonly kind: 'damaged'; readonly why: string }

function toResult(
  attempt: Exclude<Attempt, { kind: 'damaged' }>,
): Result<OpenedDatabase, OpenStoreErrorCode> {
  return attempt.kind === 'opened' ? ok(attempt.value) : fail('store_from_newer_build', attempt.message)
}

function tryOpen(options: DatabaseOptions, nowMs: EpochMs): Attempt {
  let db: Database.Database | undefined
  try {
    const path = join(options.folder, fileName)
    makePrivate(path)
    db = new Database(path, { timeout: 5000 })
    configure(db, options)
    const wrong = findVersionProblem(db, options.migrations.length)
    if (wrong !== undefined) {
      db.close()
      return { kind: 'damaged', why: wrong }
    }
    const opened = db
    const migrated = migrate(db, {
      migrations: options.migrations,
      nowMs,
      build: options.build,
      backUp: (fromVersion) => {
        backUp(opened, options.folder, fromVersion, nowMs)
      },
    })
    if (!migrated.ok) {
      db.close()
      return { kind: 'newer', message: migrated.error.message }
    }
    const problem = findProblem(db)
    const tables = problem ?? tryPrepareTables(db)
    if (typeof tables === 'string') {
      db.close()
      return { kind: 'damaged', why: tables }
    }
    const isFresh = db.pragma('application_id', { simple: true }) !== applicationId
    return { kind: 'opened', value: { db, tables, isFresh } }
  } catch (error) {
    db?.close()
    if (classifyDiskError(error) === 'corrupted') return { kind: 'damaged', why: String(error) }
    throw error
  }
}

/**
 * SQLite would create a file that everyone can read. SQLite keeps the mode of an existing file, and gives its log
 * the same mode.
 */
function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}

function configure(db: Database.Database, options: DatabaseOptions): void {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('temp_store = MEMORY')
  db.pragma('journal_size_limit = 16777216')
  if (options.maxPages !== undefined) db.pragma(`max_page_count = ${options.maxPages}`)
}

/** A version that does not match the applied migrations is damaged: migrating from it would fail or skip a step. */
function findVersionProblem(db: Database.Database, newest: number): string | undefined {
  const version = readVersion(db)
  if (version > newest) return undefined
  const tables = listTables(db)
  if (version === 0) return tables.size === 0 ? undefined : 'it has tables but no version'
  if (version < 0 || !tables.has('applied_migrations')) return `it cannot have version ${version}`
  const applied = db.prepare<[], number | null>('SELECT max(version) FROM applied_migrations').pluck().get()
  return applied === version ? undefined : `its version ${version} is not that of its last step, ${applied}`
}

function listTables(db: Database.Database): ReadonlySet<string> {
  return new Set(db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all())
}

/** Finds damage in the small tables. Damage in the messages is found when they are read. */
function findProblem(db: Database.Database): string | undefined {
  const tables = listTables(db)
  for (const table of checkedTables) {
    if (!tables.has(table)) return `the table ${table} is missing`
    const found = db.pragma(`quick_check(${table})`, { simple: true })
    if (found !== 'ok') return `${table}: ${String(found)}`
  }
  return undefined
}

/** Damage in the schema leaves a file that is sound and has other columns than ours: then the text says which. */
function tryPrepareTables(db: Database.Database): Tables | string {
  try {
    return prepareTables(db)
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR') return error.message
    throw error
  }
}

/** Makes a full copy beside the database before a migration changes the database. Only the newest copies are kept. */
function backUp(db: Database.Database, folder: string, fromVersion: number, nowMs: EpochMs): void {
  const backups = join(folder, backupsFolder)
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const path = join(backups, `${String(nowMs).padStart(15, '0')}-version-${fromVersion}.sqlite`)
  rmSync(`${path}.part`, { force: true })
  makePrivate(`${path}.part`)
  db.prepare('VACUUM INTO ?').run(`${path}.part`)
  renameSync(`${path}.part`, path)
  const old = readdirSync(backups).filter((name) => name.endsWith('.sqlite'))
  for (const name of old.sort().slice(0, -keptBackups)) rmSync(join(backups, name))
}
