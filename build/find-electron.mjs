// Electron's own binary: the user's, the one that was fetched already, or one bounded try to fetch it.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { findNode, root, toolEnv } from './toolchain.mjs'

const fetchWithinMs = 75_000
const retryAfterMs = 3_600_000
const packageFolder = join(root, 'node_modules', 'electron')
const failureFile = join(root, 'node_modules', '.cache', 'watchfloor', 'electron-not-fetched')

/** Why no window can be opened here whatever binary there is, or undefined when one can. */
export function findObstacle(env = process.env, platform = process.platform, userId = process.getuid?.()) {
  if (platform !== 'linux') return undefined
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display'
  if (userId === 0) return "Electron's sandbox does not run as root"
  return undefined
}

/**
 * @returns {Promise<{executablePath: string} | {why: string}>}
 */
export async function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const executablePath = join(override, executableName())
    return existsSync(executablePath)
      ? { executablePath }
      : { why: `ELECTRON_OVERRIDE_DIST_PATH has no ${executableName()}` }
  }
  const fetched = findFetched()
  if (fetched !== undefined) return { executablePath: fetched }
  if (hasFailedLately()) {
    return { why: 'its binary could not be fetched a while ago (`npx install-electron` tries again)' }
  }
  process.stderr.write(`Fetching Electron (once; for at most ${fetchWithinMs / 1_000} s)…\n`)
  await fetchElectron()
  const executablePath = findFetched()
  if (executablePath !== undefined) return { executablePath }
  mkdirSync(dirname(failureFile), { recursive: true })
  writeFileSync(failureFile, '')
  return { why: 'its binary could not be fetched' }
}

/** Electron's binary as its own installer left it. */
export function findFetched() {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executablePath = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8'))
  if (!existsSync(executablePath)) return undefined
  rmSync(failureFile, { force: true })
  return executablePath
}

function hasFailedLately() {
  const failure = statSync(failureFile, { throwIfNoEntry: false })
  return failure !== undefined && Date.now() - failure.mtimeMs < retryAfterMs
}

/** Runs the package's own installer, which checks what it fetches against checksums; its chatter is not shown. */
function fetchElectron() {
  return new Promise((resolve) => {
    const child = spawn(findNode(), [join(packageFolder, 'install.js')], {
      cwd: root,
      env: toolEnv(),
      stdio: 'ignore',
      timeout: fetchWithinMs,
      killSignal: 'SIGKILL',
    })
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
}

function executableName() {
  if (process.platform === 'win32') return 'electron.exe'
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron')
  return 'electron'
}
