import Database from 'better-sqlite3'
import type { StoreTrouble, StoreTroubleKind } from './store.ts'

const diskFullCodes = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT'])

/** The kind of a disk or file failure; undefined when the error is a bug in our code. */
export function classifyDiskError(error: unknown): StoreTroubleKind | undefined {
  const code = readCode(error)
  if (code === undefined) return undefined
  if (diskFullCodes.has(code)) return 'disk_full'
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'corrupted'
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return 'readonly'
  }
  if (isOfDisk(code)) return 'unknown'
  return undefined
}

/** The disk failure as a trouble to report. Rethrows any other error. */
export function toTrouble(error: unknown): StoreTrouble {
  const kind = classifyDiskError(error)
  if (kind === undefined) throw error
  return { kind, message: error instanceof Error ? `${error.message} (${readCode(error)})` : String(error) }
}

function isOfDisk(code: string): boolean {
  return (
    code.startsWith('SQLITE_IOERR') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_BUSY') ||
    code.startsWith('SQLITE_PROTOCOL') ||
    code === 'SQLITE_NOMEM' ||
    /^E[A-Z]+$/u.test(code)
  )
}

function readCode(error: unknown): string | undefined {
  if (error instanceof Database.SqliteError) return error.code
  if (error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string') {
    return error.code
  }
  return undefined
}
