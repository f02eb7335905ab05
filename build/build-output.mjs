// Builds `out` when its sources are newer, by their content: a checkout or a copy changes times, not content.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findNode, root, run, toolEntry, toolEnv } from './toolchain.mjs'

const stampFile = join(root, 'out', '.watchfloor-build')
const sources = [
  'electron',
  'shared',
  'renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]

/** Builds what is out of date and resolves to whether `out` is good to run. */
export async function buildOutput({ force = false } = {}) {
  const wanted = hashSources()
  if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return true
  process.stderr.write('Building Watchfloor…\n')
  rmSync(stampFile, { force: true })
  const code = await run(findNode(), [toolEntry('electron-vite'), 'build', '--logLevel', 'warn'], {
    env: toolEnv(),
    // The standard output of `npm start` is for its address.
    stdio: ['inherit', 2, 2],
  })
  if (code !== 0) return false
  writeFileSync(stampFile, wanted)
  return true
}

function hashSources() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(listFiles)) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function listFiles(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  const entries = path.includes('.') ? undefined : readdirSync(full, { withFileTypes: true, recursive: true })
  if (entries === undefined) return [path]
  return entries
    .filter((entry) => entry.isFile() && !/\.(?:test\.tsx?|md)$/u.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort()
}
