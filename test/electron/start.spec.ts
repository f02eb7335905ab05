import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startProgram, type RunningProgram } from '../support/child-process.ts'
import { isRunning, listDescendants } from '../support/processes.ts'
import { createProfile, findElectron, root } from './support/console.ts'

function startAsUser(profileFolder: string): RunningProgram {
  const args = [join(root, 'build', 'start.mjs'), '--profile', profileFolder, '--scenario', 'empty']
  return startProgram(process.execPath, args, { ELECTRON_OVERRIDE_DIST_PATH: dirname(findElectron()) })
}

/** Waits until the core runs behind the window; the start script prints nothing then. */
async function waitForCore(profileFolder: string, program: RunningProgram): Promise<void> {
  const readLog = async (): Promise<string> => {
    if (program.child.exitCode !== null) throw new Error(`it ended:\n${program.output()}`)
    return readFile(join(profileFolder, 'logs', 'main.log'), 'utf8').catch(() => program.output())
  }
  await expect.poll(readLog, { timeout: 45_000 }).toContain('"kind":"running"')
}

for (const [how, signal] of [
  ['Ctrl+C', 'SIGINT'],
  ['killing the start script', 'SIGKILL'],
] as const) {
  test(`npm start opens the window where there is a display, and ${how} ends all of it`, async () => {
    const profile = await createProfile()
    const program = startAsUser(profile.folder)
    try {
      await waitForCore(profile.folder, program)
      const pids = listDescendants(program.child.pid ?? 0)
      // Electron's main process, its renderer, the core, the data centre and Chromium's helpers.
      expect(pids.length).toBeGreaterThanOrEqual(5)
      program.child.kill(signal)
      await expect.poll(() => pids.filter(isRunning), { timeout: 30_000 }).toEqual([])
      expect(program.output()).not.toContain('#token=')
    } finally {
      await program.stop('SIGKILL')
      await profile.remove()
    }
  })
}
