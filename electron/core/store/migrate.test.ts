import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { hashMigration, migrate, type Migration, readVersion } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './open-database.ts'

const first: Migration = { version: 1, name: 'first', sql: 'CREATE TABLE a (x INTEGER NOT NULL) STRICT;' }
const second: Migration = { version: 2, name: 'second', sql: 'CREATE TABLE b (y TEXT NOT NULL) STRICT;' }
const broken: Migration = {
  version: 3,
  name: 'broken',
  sql: 'CREATE TABLE c (z INTEGER) STRICT; INSERT INTO c VALUES (1); INSERT INTO nowhere VALUES (1);',
}

function run(
  db: Database.Database,
  list: readonly Migration[],
  backUp: (from: number) => void = () => undefined,
) {
  return migrate(db, { migrations: list, nowMs: 1000, build: 'test', backUp })
}

function listTables(db: Database.Database): string[] {
  return db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'applied_migrations'`,
    )
    .pluck()
    .all()
}

describe('migrations', () => {
  it('that are released are never edited', () => {
    expect(migrations.map((migration) => [migration.name, hashMigration(migration)])).toEqual([
      ['initial', '52c63498e60aa2c41ff3e0ec764363d6d6c6af6151d5a2c6045eb795bbc9c1fe'],
      ['triage', 'b6af7e3d9322891fa153550f8f067c530f54899680d66d8831d7b6e7cc8e2b70'],
      ['group-people', 'd1c1a1a88c45f2ea62fe59465a99fe3466d6437e836db0ea48fb910b5d07b811'],
      ['earlier-no-reply', '708bf5b89bdba50b807ac974a385d8b78aebafd8ed68d23cfde2d63c0241a1d0'],
      ['team-log', '1ae9becb748635631e4f5da8bc68bf0f434b72582c3329014747391ff6fe75ec'],
      ['unused-indexes', 'c251046efb90da69422c377ed9ce2c09f578849d7f41e6b7210b6d5d448d5eb5'],
    ])
  })

  it('are applied in their order, each once', () => {
    const db = new Database(':memory:')
    expect(run(db, [first])).toEqual({ ok: true, value: { from: 0, to: 1 } })
    expect(run(db, [first, second])).toEqual({ ok: true, value: { from: 1, to: 2 } })
    expect(run(db, [first, second])).toEqual({ ok: true, value: { from: 2, to: 2 } })
    expect(listTables(db)).toEqual(['a', 'b'])
    expect(db.prepare('SELECT version, name, applied_at_ms, build FROM applied_migrations').all()).toEqual([
      { version: 1, name: 'first', applied_at_ms: 1000, build: 'test' },
      { version: 2, name: 'second', applied_at_ms: 1000, build: 'test' },
    ])
  })

  it('that fail in the middle leave the previous version, and none of their own changes', () => {
    const db = new Database(':memory:')
    run(db, [first])
    expect(() => run(db, [first, second, broken])).toThrow('no such table: nowhere')
    expect(readVersion(db)).toBe(2)
    expect(listTables(db)).toEqual(['a', 'b'])
    expect(run(db, [first, second])).toMatchObject({ ok: true })
  })

  it('refuse a database of a newer build and leave it as it is', () => {
    const db = new Database(':memory:')
    run(db, [first, second])
    expect(run(db, [first])).toMatchObject({
      ok: false,
      error: { code: 'store_from_newer_build', details: { found: 2, known: 1 } },
    })
    expect(listTables(db)).toEqual(['a', 'b'])
  })

  it('refuse a database that another line of builds made', () => {
    const db = new Database(':memory:')
    run(db, [first, { ...second, name: 'other' }])
    expect(run(db, [first, second])).toMatchObject({ ok: false, error: { code: 'store_from_newer_build' } })
  })

  it('back up a database with data before the first pending one, and only then', () => {
    const db = new Database(':memory:')
    const backups: number[] = []
    const backUp = (from: number): void => {
      backups.push(from)
    }
    run(db, [first], backUp)
    run(db, [first], backUp)
    expect(backups).toEqual([])
    run(db, [first, second], backUp)
    expect(backups).toEqual([1])
  })

  it('with a gap or in the wrong order are a bug', () => {
    expect(() => run(new Database(':memory:'), [second])).toThrow('has version 2, not 1')
  })
})

describe('the backup before a migration', () => {
  it('is a whole copy of the old database; the two newest are kept', () => {
    const folder = createTemporaryFolder()
    const list = [...migrations]
    const open = (nowMs: number) => openDatabase({ folder, build: 'test', migrations: list }, nowMs)
    for (let round = 0; round < 4; round += 1) {
      const result = open(1000 + round)
      if (!result.ok) throw new Error(result.error.message)
      if (round === 0) result.value.db.exec(`INSERT INTO facts VALUES ('x', '1')`)
      result.value.db.close()
      list.push({ version: list.length + 1, name: 'next', sql: `CREATE TABLE t${round} (x INTEGER) STRICT;` })
    }
    const backups = join(folder, 'store-backups')
    const names = readdirSync(backups)
    expect(names).toEqual([1, 2].map((n) => `00000000000100${n + 1}-version-${migrations.length + n}.sqlite`))
    const copy = new Database(join(backups, names[1]!), { readonly: true })
    expect(readVersion(copy)).toBe(migrations.length + 2)
    expect(copy.prepare('SELECT value FROM facts').pluck().get()).toBe('1')
    copy.close()
  })
})
