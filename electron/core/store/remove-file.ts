import { unlinkSync } from 'node:fs'

/** Removes a file that may be missing. Throws the errors of the file system. */
export function removeFile(path: string): void {
  try {
    unlinkSync(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}
