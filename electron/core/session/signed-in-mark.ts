import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'

/**
 * A file beside the store that tells the host which workspace to start with. Without it the next start shows the
 * wrong one first, which ends nothing.
 */
export function markSignedIn(profileFolder: string, isSignedIn: boolean, log: Logger): void {
  const path = join(profileFolder, 'signed-in')
  if (isSignedIn === existsSync(path)) return
  try {
    if (isSignedIn) writeFileSync(path, '')
    else rmSync(path)
  } catch (error) {
    log.warn({ err: error }, 'the mark of a signed-in account could not be changed')
  }
}
