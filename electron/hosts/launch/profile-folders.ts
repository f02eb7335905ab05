import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { describeError } from '../demo/datacenter-client.ts'

/** The folder of this process's demo. */
export function nameDemoFolder(profileFolder: string): string {
  return join(profileFolder, `demo-${process.pid}`)
}

/** Makes a folder of a profile where it is missing, and removes what demos that were killed left in the profile. */
export function prepareFolder(
  profileFolder: string,
  folder: string,
): Result<undefined, 'profile_unwritable'> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    removeStaleDemos(profileFolder)
    return ok()
  } catch (error) {
    return fail('profile_unwritable', `${folder} cannot be written: ${describeError(error)}`)
  }
}

/** Every demo starts fresh: removes the folders of demos that were killed, and keeps those of running ones. */
function removeStaleDemos(profileFolder: string): void {
  for (const name of readdirSync(profileFolder)) {
    const pid = Number(/^demo-(\d+)$/u.exec(name)?.[1] ?? Number.NaN)
    if (Number.isNaN(pid) || isAlive(pid)) continue
    rmSync(join(profileFolder, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of another user is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
