import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { SystemClock } from '#core/system-clock.ts'
import { buildVersion } from '../build-info.ts'
import type { LaunchOptions } from '../launch/launch-options.ts'
import { createWorkspaces } from '../launch/workspaces.ts'
import type { FromCore, OneTimeToken, StartCore, Workspace } from '../process/core-messages.ts'
import { createFileLogger } from '../process/create-logger.ts'
import { createSupervisor, type CoreProcess, type CoreProcessEvents } from '../supervision/supervisor.ts'
import { formatEntryUrl } from './access.ts'
import { openBrowser } from './open-browser.ts'

const tokenLifetimeMs = 60 * 60_000
const coreEntry = fileURLToPath(new URL('browser-core.js', import.meta.url))
const rendererFolder = fileURLToPath(new URL('../renderer', import.meta.url))

/**
 * Runs the console for browsers of this machine until it is told to end; resolves to the exit code.
 * This process owns what a restart of the core must not lose: the port, the session and the data centre.
 */
export async function runBrowserHost(launch: LaunchOptions): Promise<number> {
  const clock = new SystemClock()
  const workspaces = createWorkspaces({ launch, build: buildVersion, env: process.env })
  const entered = await workspaces.enter(workspaces.first)
  if (!entered.ok) {
    await workspaces.close()
    return complain(entered.error.message)
  }
  const log = createFileLogger(entered.value.profileFolder, 'host')
  const sessionKey = randomBytes(32).toString('base64url')
  let start: StartCore = entered.value
  let port = launch.port
  let tokens: OneTimeToken[] = []
  let hasShownEntry = false

  const issueToken = (): OneTimeToken => {
    const token = {
      token: randomBytes(32).toString('base64url'),
      expiresAtMs: clock.now() + tokenLifetimeMs,
    }
    tokens = [...tokens.filter(({ expiresAtMs }) => expiresAtMs > clock.now()), token]
    return token
  }
  const showEntry = (token: OneTimeToken): string => {
    const url = formatEntryUrl(port, token.token)
    process.stdout.write(`Watchfloor: ${url}\n`)
    return url
  }

  return new Promise((resolve) => {
    let isEnding = false
    const end = (code: number): void => {
      if (isEnding) return
      isEnding = true
      void supervisor
        .stop()
        .then(() => workspaces.close())
        .then(() => {
          resolve(code)
        })
    }

    const supervisor = createSupervisor({
      clock,
      spawn: (events) =>
        forkCore(events, (child) => {
          child.send({
            kind: 'start',
            core: start,
            http: { port, rendererFolder, sessionKey, tokens },
          })
        }),
      onMessage: handleMessage,
      onState: (state) => {
        log.info({ state }, 'core')
        if (state.kind === 'restarting') {
          process.stderr.write('The core ended unexpectedly and is started again.\n')
        }
        if (state.kind === 'stopped') end(complain(state.message))
      },
      onLog: (message) => {
        log.info(message)
      },
    })

    function handleMessage(message: FromCore): void {
      if (message.kind === 'ready' && message.port !== undefined) {
        ;({ port } = message)
        if (hasShownEntry) return
        hasShownEntry = true
        const url = showEntry(tokens[0] ?? issueToken())
        if (launch.shouldOpenBrowser) openBrowser(url)
      } else if (message.kind === 'token_used') {
        tokens = tokens.filter(({ token }) => token !== message.token)
      } else if (message.kind === 'port_taken') {
        end(complain(`Port ${message.port} is taken. Choose another with --port, or 0 for any.`))
      } else if (message.kind === 'switch_workspace') {
        void switchTo(message.to)
      }
    }

    async function switchTo(workspace: Workspace): Promise<void> {
      if (workspace === start.workspace) return
      const next = await workspaces.enter(workspace)
      if (isEnding) return
      if (next.ok) start = next.value
      else complain(next.error.message)
      // Restarted in either case: the window waits for it.
      supervisor.restart()
    }

    issueToken()
    supervisor.start()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0))
    process.on('disconnect', () => {
      end(0)
    })
    if (process.stdin.isTTY) {
      createInterface({ input: process.stdin }).on('line', () => {
        const token = issueToken()
        supervisor.running()?.send({ kind: 'add_token', token })
        showEntry(token)
      })
    }
  })
}

function forkCore(events: CoreProcessEvents, begin: (process: CoreProcess) => void): CoreProcess {
  const child = fork(coreEntry, [], {
    // Its own process group: Ctrl+C reaches this process alone, which closes the core in order.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    env: coreEnv(),
  })
  child.on('message', (message) => {
    events.onMessage(message as FromCore)
  })
  child.once('error', (error) => {
    events.onExit(error.message)
  })
  child.once('exit', (code, signal) => {
    events.onExit(signal ?? `code ${code ?? 0}`)
  })
  const core: CoreProcess = {
    send: (message) => {
      if (child.connected) child.send(message)
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
  begin(core)
  return core
}

/** The core gets what it needs by message; credentials and Node's switches stay out of its environment. */
function coreEnv(): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of ['TELEGRAM_API_ID', 'TELEGRAM_API_HASH', 'NODE_OPTIONS', 'WATCHFLOOR_LAUNCH']) {
    delete env[name]
  }
  return env
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}
