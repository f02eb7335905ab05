import { statfsSync } from 'node:fs'
import type { StartTrouble } from '#shared/contract/entities/session.ts'
import type { TdRefusal } from './td-client.ts'

/** TDLib ends the process when it cannot write, so it is not started with less room than this, in bytes. */
const leastFreeBytes = 4_000_000

/** Undefined when there is room for TDLib to write. Throws the errors of the file system. */
export function findLackOfRoom(folder: string): StartTrouble | undefined {
  const { bavail, bsize } = statfsSync(folder)
  const freeBytes = bavail * bsize
  if (freeBytes >= leastFreeBytes) return undefined
  return { reason: 'disk_full', message: `${folder} has ${freeBytes} bytes left` }
}

/** The trouble behind an error of the file system or of the secrets. Throws any other error on: it is a bug. */
export function readFileTrouble(error: unknown): StartTrouble {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const message = error instanceof Error ? error.message : String(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return { reason: 'disk_full', message }
  if (code === 'SECRETS_DAMAGED') return { reason: 'secrets_damaged', message }
  if (/^E[A-Z]+$/u.test(code)) return { reason: 'folder_unwritable', message }
  throw error
}

/** The trouble behind TDLib's refusal to open its files. */
export function readTdTrouble({ message, ...refusal }: Exclude<TdRefusal, { kind: 'closed' }>): StartTrouble {
  if ('code' in refusal && refusal.code === 401) return { reason: 'key_lost', message }
  if (message.startsWith("Can't lock file")) return { reason: 'in_use', message }
  if (message.includes('No space left')) return { reason: 'disk_full', message }
  if (/Permission denied|Read-only file system|Not a directory|No such file/u.test(message))
    return { reason: 'folder_unwritable', message }
  return { reason: 'other', message }
}
