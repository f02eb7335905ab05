import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { fail, ok, type Result } from '#shared/lib/result.ts'

/** One step of the schema, applied in a transaction of its own and never undone. */
export interface Migration {
  /** 1, 2, 3… without gaps. */
  readonly version: number
  readonly name: string
  readonly sql: string
}

export interface MigrateOptions {
  readonly migrations: readonly Migration[]
  readonly nowMs: number
  readonly build: string
  /** Called once, before the first step on a database that already has data. */
  readonly backUp: (fromVersion: number) => void
}

interface AppliedRow {
  readonly version: number
  readonly sha256: string
}

const appliedTable = `
CREATE TABLE IF NOT EXISTS applied_migrations (
  version INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  applied_at_ms INTEGER NOT NULL,
  build TEXT NOT NULL
) STRICT;`

/**
 * Brings a database to the newest version. A database that is newer, or that other migrations made, is left as it
 * is. A step that fails throws, and the database stays at the version before that step.
 */
export function migrate(
  db: Database.Database,
  options: MigrateOptions,
): Result<{ readonly from: number; readonly to: number }, 'store_from_newer_build'> {
  const { migrations } = options
  assertOrdered(migrations)
  const from = readVersion(db)
  const to = migrations.length
  if (from > to) {
    return fail('store_from_newer_build', `the store has version ${from}, this build knows ${to}`, {
      found: from,
      known: to,
    })
  }
  if (from > 0) {
    const stranger = findStranger(db, migrations)
    if (stranger !== undefined) {
      return fail('store_from_newer_build', `migration ${stranger} of the store is not the one of this build`)
    }
  }
  const pending = migrations.slice(from)
  if (from > 0 && pending.length > 0) options.backUp(from)
  for (const migration of pending) apply(db, migration, options)
  return ok({ from, to })
}

export function readVersion(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

export function hashMigration(migration: Migration): string {
  return createHash('sha256')
    .update(`${migration.version}\n${migration.name}\n${migration.sql}`)
    .digest('hex')
}

function apply(db: Database.Database, migration: Migration, options: MigrateOptions): void {
  db.transaction(() => {
    db.exec(appliedTable)
    db.exec(migration.sql)
    const violations = db.pragma('foreign_key_check')
    if (Array.isArray(violations) && violations.length > 0) {
      throw new Error(`migration ${migration.version} leaves rows without their parents`)
    }
    db.prepare(
      'INSERT INTO applied_migrations (version, name, sha256, applied_at_ms, build) VALUES (?, ?, ?, ?, ?)',
    ).run(migration.version, migration.name, hashMigration(migration), options.nowMs, options.build)
    db.pragma(`user_version = ${migration.version}`)
  }).immediate()
}

function findStranger(db: Database.Database, migrations: readonly Migration[]): number | undefined {
  const applied = db
    .prepare<[], AppliedRow>('SELECT version, sha256 FROM applied_migrations ORDER BY version')
    .all()
  return applied.find((row) => {
    const known = migrations[row.version - 1]
    return known === undefined || hashMigration(known) !== row.sha256
  })?.version
}

function assertOrdered(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1) {
      throw new Error(`migration ${migration.name} has version ${migration.version}, not ${index + 1}`)
    }
  })
}
