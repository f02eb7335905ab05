import { chmod, open } from 'node:fs/promises'

export function isErrorWithCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

export async function isPresent(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r')
    await file.close()
    return true
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) return false
    throw error
  }
}

/** A new file, on disk when this resolves; rejects when there is one. */
export async function writeDurably(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(path, mode)
}
