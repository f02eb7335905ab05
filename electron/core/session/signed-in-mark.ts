import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file beside the store that tells the host which workspace to start with. */
export function markSignedIn(profileFolder: string, isSignedIn: boolean): void {
  const path = join(profileFolder, 'signed-in')
  if (isSignedIn === existsSync(path)) return
  if (isSignedIn) writeFileSync(path, '')
  else rmSync(path)
}
