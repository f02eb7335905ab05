import type Database from 'better-sqlite3'
import type { Logger } from 'pino'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { applyIntervalsChange, type IntervalsBackup } from './intervals-backup.ts'
import { type Marks, type MarksBackup, readMarks, restoreMarks } from './marks-backup.ts'
import {
  type DatabaseOptions,
  markComplete,
  openDatabase,
  type OpenedDatabase,
  removeDatabase,
  setAside,
} from './open-database.ts'
import { toTrouble } from './sqlite-error.ts'
import type { StoreRebuilt, StoreTrouble } from './store.ts'
import type { Tables } from './tables.ts'

export interface StoreConnectionOptions extends DatabaseOptions {
  readonly clock: Clock
  readonly log: Logger
  readonly backup: MarksBackup
  readonly intervalsBackup: IntervalsBackup
}

interface Lost {
  marks: Marks | undefined
  setAsidePath: string | undefined
  /** True when the old file is to be removed with everything in it, and not set aside. */
  readonly isCleared: boolean
}

/**
 * The open database of a store. Every access goes through `read`, `write` or `writeDurably`, so that disk trouble
 * becomes a value in one place, and a damaged file is replaced wherever the damage is found.
 */
export class StoreConnection {
  readonly #options: StoreConnectionOptions
  readonly #troubleListeners = new Set<(trouble: StoreTrouble | undefined) => void>()
  readonly #rebuiltListeners = new Set<(rebuilt: StoreRebuilt) => void>()
  #db: Database.Database
  #tables: Tables
  /** Set while the damaged file is closed and no complete new one could be created yet. */
  #lost: Lost | undefined
  #trouble: StoreTrouble | undefined
  #isSealed = false

  constructor({ db, tables }: Pick<OpenedDatabase, 'db' | 'tables'>, options: StoreConnectionOptions) {
    this.#options = options
    this.#db = db
    this.#tables = tables
  }

  onTrouble(listener: (trouble: StoreTrouble | undefined) => void): Cancel {
    this.#troubleListeners.add(listener)
    return () => {
      this.#troubleListeners.delete(listener)
    }
  }

  onRebuilt(listener: (rebuilt: StoreRebuilt) => void): Cancel {
    this.#rebuiltListeners.add(listener)
    return () => {
      this.#rebuiltListeners.delete(listener)
    }
  }

  /** While sealed, reads give their fallback and writes change nothing, except those that go `through`. */
  seal(isSealed: boolean): void {
    this.#isSealed = isSealed
  }

  /** The result of `fn`, or `fallback` when the disk cannot be read. */
  read<Value>(fallback: Value, fn: (tables: Tables) => Value): Value {
    return this.#isSealed ? fallback : this.readThrough(fallback, fn)
  }

  /** As `read`, sealed or not. */
  readThrough<Value>(fallback: Value, fn: (tables: Tables) => Value): Value {
    const result = this.#attempt(() => fn(this.#tables))
    return result.ok ? result.value : fallback
  }

  /** One transaction. A power cut may lose it as a whole, but never a part of it. */
  write(apply: (tables: Tables) => void): boolean {
    // What is written behind while the account is sealed is of nobody, and is dropped.
    if (this.#isSealed) return true
    const result = this.#attempt(() => {
      this.#runTransaction(apply)
    })
    if (result.ok) this.#setTrouble(undefined)
    return result.ok
  }

  /** One transaction that is on disk when this returns `ok`. */
  writeDurably<Value>(apply: (tables: Tables) => Value): Result<Value, 'store_failed'> {
    return this.#isSealed ? fail('store_failed', 'the account is sealed') : this.writeThrough(apply)
  }

  /** As `writeDurably`, sealed or not. */
  writeThrough<Value>(apply: (tables: Tables) => Value): Result<Value, 'store_failed'> {
    const result = this.#attempt(() => this.#runDurably(apply))
    if (result.ok) this.#setTrouble(undefined)
    return result
  }

  /** Makes a fresh database complete: with the marks of a lost database, or with none. */
  complete(marks: Marks | undefined): Result<undefined, 'store_failed'> {
    return this.#attempt(() => {
      this.#complete(marks)
      return undefined
    })
  }

  /**
   * Replaces the database with an empty one that has only these marks. Every file that may hold a part of the old
   * data is removed; of two files, the one from which the other would be restored goes first. What cannot be done
   * now is tried again at the next access, and nothing of the old data can be read until then.
   */
  startOver(marks: Marks): Result<undefined, 'store_failed'> {
    this.#db.close()
    this.#lost = { marks, setAsidePath: undefined, isCleared: true }
    return this.#attempt(() => undefined)
  }

  close(): void {
    if (!this.#db.open) return
    const result = this.#attempt(() => {
      this.#db.pragma('optimize')
      this.#db.pragma('wal_checkpoint(TRUNCATE)')
    })
    if (!result.ok) this.#options.log.warn({ reason: result.error.message }, 'the store is closed as it is')
    this.#db.close()
  }

  #complete(marks: Marks | undefined): void {
    this.#runDurably((tables) => {
      if (marks !== undefined) restoreMarks(tables, marks)
      for (const change of this.#options.intervalsBackup.read())
        applyIntervalsChange(tables.intervals, change)
      markComplete(this.#db)
    })
  }

  #runDurably<Value>(apply: (tables: Tables) => Value): Value {
    // FULL syncs the write-ahead log at the commit, together with everything that was committed before.
    this.#db.pragma('synchronous = FULL')
    try {
      return this.#runTransaction(apply)
    } finally {
      this.#db.pragma('synchronous = NORMAL')
    }
  }

  #runTransaction<Value>(apply: (tables: Tables) => Value): Value {
    return this.#db.transaction(() => apply(this.#tables)).immediate()
  }

  #attempt<Value>(run: () => Value): Result<Value, 'store_failed'> {
    if (this.#lost !== undefined && !this.#replace(this.#lost))
      return fail('store_failed', 'the store could not be made anew')
    try {
      return ok(run())
    } catch (error) {
      const trouble = toTrouble(error)
      this.#setTrouble(trouble)
      if (trouble.kind !== 'corrupted') return fail('store_failed', trouble.message)
    }
    if (!this.#rebuild()) return fail('store_failed', 'the store is damaged and could not be made anew')
    try {
      return ok(run())
    } catch (error) {
      const trouble = toTrouble(error)
      this.#setTrouble(trouble)
      return fail('store_failed', trouble.message)
    }
  }

  #rebuild(): boolean {
    const lost: Lost = { marks: this.#salvageMarks(), setAsidePath: undefined, isCleared: false }
    this.#db.close()
    this.#lost = lost
    return this.#replace(lost)
  }

  /** False when replacing has to be tried again. Until then the marks are kept in memory or in their backup. */
  #replace(lost: Lost): boolean {
    const { clock, folder, log, backup } = this.#options
    try {
      if (lost.isCleared) this.#removeFiles(lost)
      else lost.setAsidePath ??= setAside(folder, clock.now())
      const opened = openDatabase(this.#options, clock.now())
      if (!opened.ok) {
        log.error({ reason: opened.error.message }, 'no new store could be made')
        return false
      }
      this.#db = opened.value.db
      this.#tables = opened.value.tables
      lost.marks ??= backup.read()
      this.#complete(lost.marks)
    } catch (error) {
      this.#db.close()
      this.#setTrouble(toTrouble(error))
      return false
    }
    this.#lost = undefined
    if (!lost.isCleared) this.#tellRebuilt(lost)
    return true
  }

  #removeFiles({ marks }: Lost): void {
    const { backup, folder, intervalsBackup } = this.#options
    if (marks !== undefined) backup.replace(marks)
    intervalsBackup.clear()
    removeDatabase(folder)
  }

  #tellRebuilt({ marks, setAsidePath = '' }: Lost): void {
    const rebuilt = { setAsidePath, marksRestored: marks !== undefined }
    this.#options.log.error(rebuilt, 'the store was damaged and is made anew')
    for (const listener of this.#rebuiltListeners) listener(rebuilt)
  }

  /** Reads the marks of a damaged file, if they are still readable: they are newer than their backup. */
  #salvageMarks(): Marks | undefined {
    try {
      return readMarks(this.#tables)
    } catch (error) {
      this.#options.log.warn({ reason: String(error) }, 'the marks of the damaged store cannot be read')
      return undefined
    }
  }

  #setTrouble(trouble: StoreTrouble | undefined): void {
    if (trouble?.kind === this.#trouble?.kind) return
    this.#trouble = trouble
    if (trouble === undefined) this.#options.log.info('the store can be written again')
    else
      this.#options.log.error({ trouble: trouble.kind, reason: trouble.message }, 'the store has a trouble')
    for (const listener of this.#troubleListeners) listener(trouble)
  }
}
