import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { classifyDiskError } from './sqlite-error.ts'
import type { ProfileLock } from './store.ts'

/**
 * Keeps every other core off the profile. The lock belongs to the operating system (SQLite's exclusive lock on an
 * empty file), so it ends with the process, also with kill -9, and no stale lock has to be detected.
 */
export function acquireProfileLock(
  folder: string,
): Result<ProfileLock, 'profile_in_use' | 'profile_unwritable' | 'disk_full'> {
  const path = join(folder, 'profile.lock')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    try {
      return ok(lock(path))
    } catch (error) {
      // SQLite takes the lock before it reads the content, so at this error no other core holds the lock.
      if (classifyDiskError(error) !== 'corrupted') throw error
      rmSync(path)
      return ok(lock(path))
    }
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      return fail('profile_in_use', `another core runs on ${folder}`)
    }
    const kind = classifyDiskError(error)
    if (kind === undefined) throw error
    return fail(kind === 'disk_full' ? 'disk_full' : 'profile_unwritable', `${folder}: ${String(error)}`)
  }
}

function lock(path: string): ProfileLock {
  const db = new Database(path, { timeout: 0 })
  try {
    // With the journal in memory, the lock creates no file besides its own.
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
