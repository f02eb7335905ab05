// `npm start`: sets up what is missing, builds, and opens the console in Electron or, where that cannot be, in the browser.
// Runs on the Node that the user has (20 or newer).
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildOutput } from './build-output.mjs'
import { endWithNpm } from './end-with-npm.mjs'
import { findElectron, findObstacle } from './find-electron.mjs'
import { help, readStartOptions, UsageError } from './start-options.mjs'
import { ensureInstalled, findNode, root } from './toolchain.mjs'

/** An Electron that ends sooner than this with an error never had a window. */
const earlyEndMs = 15_000

endWithNpm()
try {
  process.exitCode = await start(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  if (error instanceof UsageError) process.stderr.write('`npm start -- --help` lists the options.\n')
  process.exitCode = error instanceof UsageError ? 2 : 1
}

async function start(args) {
  const options = readStartOptions(args)
  if (options.wantsHelp) {
    process.stdout.write(help)
    return 0
  }
  await ensureInstalled()
  if (!(await buildOutput())) throw new Error('Watchfloor could not be built; the messages are above.')
  const env = { ...process.env, WATCHFLOOR_LAUNCH: JSON.stringify(describeLaunch(options)) }
  if (!options.isBrowser) {
    const code = await tryElectron(env)
    if (code !== undefined) return code
  }
  return (await runHost(findNode(), [join(root, 'out', 'main', 'browser-host.js')], env)).code
}

/** What the hosts read; their schema is in electron/hosts/launch/launch-options.ts. */
function describeLaunch({
  profileFolder,
  preferAccount,
  scenario,
  shouldPresetStaff,
  datacenter,
  port,
  shouldOpenBrowser,
}) {
  const demo = {
    node: findNode(),
    entry: join(root, 'test', 'datacenter', 'main.ts'),
    guard: join(root, 'build', 'end-with-parent.mjs'),
    scenario: scenario ?? 'demo',
  }
  return {
    profileFolder,
    preferAccount,
    port,
    shouldOpenBrowser,
    datacenter,
    demo,
    preferDemo: scenario !== undefined,
    shouldPresetStaff,
  }
}

/** The exit code of a console that ran in Electron; undefined when it could not, with one line saying why. */
async function tryElectron(env) {
  const obstacle = findObstacle()
  const electron = obstacle === undefined ? await findElectron() : { why: obstacle }
  if (electron.why === undefined) {
    const startedAtMs = Date.now()
    const ended = await runHost(electron.executablePath, [root], withoutNodeSwitches(env))
    const hasRun = ended.code === 0 || ended.wasAsked || Date.now() - startedAtMs > earlyEndMs
    if (hasRun) return ended.code
    electron.why = `it ended at once (${ended.how})`
  }
  process.stderr.write(`No Electron window: ${electron.why}. The console is served to the browser instead.\n`)
  return undefined
}

function withoutNodeSwitches(env) {
  const { ELECTRON_RUN_AS_NODE: _runAsNode, NODE_OPTIONS: _nodeOptions, ...rest } = env
  return rest
}

/**
 * Runs a host until it ends. Signals are passed on, and the channel between tells the host when this process is gone.
 * @returns {Promise<{code: number, how: string, wasAsked: boolean}>}
 */
function runHost(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
    let wasAsked = false
    const forwards = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
      const forward = () => {
        wasAsked = true
        child.kill(signal)
      }
      process.on(signal, forward)
      return () => process.off(signal, forward)
    })
    const end = (code, how) => {
      for (const stop of forwards) stop()
      resolve({ code, how, wasAsked })
    }
    child.once('error', (error) => end(1, error.message))
    child.once('exit', (code, signal) => end(code ?? 130, signal ?? `code ${code}`))
  })
}
