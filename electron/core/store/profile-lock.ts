import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { classifyDiskError } from './sqlite-error.ts'
import type { ProfileLock } from './store.ts'

/**
 * Keeps every other core off the profile. It is a lock of the operating system (SQLite's exclusive lock on an
 * empty file), so it ends with the process, kill -9 included, and nothing stale is left to judge.
 */
export function acquireProfileLock(
  folder: string,
): Result<ProfileLock, 'profile_in_use' | 'profile_unwritable'> {
  const path = join(folder, 'profile.lock')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    try {
      return ok(lock(path))
    } catch (error) {
      // The lock is looked at before the content: who gets as far as this error holds off nobody.
      if (classifyDiskError(error) !== 'corrupted') throw error
      rmSync(path)
      return ok(lock(path))
    }
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      return fail('profile_in_use', `another core runs on ${folder}`)
    }
    if (classifyDiskError(error) === undefined) throw error
    return fail('profile_unwritable', `${folder}: ${String(error)}`)
  }
}

function lock(path: string): ProfileLock {
  const db = new Database(path, { timeout: 0 })
  try {
    // Without a journal file nothing but the lock itself ever comes to be.
    db.pragma('journal_mode = MEMORY')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    throw error
  }
  return {
    release: () => {
      db.close()
    },
  }
}
