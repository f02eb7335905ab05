import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { SystemClock } from '#core/system-clock.ts'
import type { CoreState } from '#shared/contract/shell-contract.ts'
import type { Clock } from '#shared/lib/clock.ts'
import { buildVersion } from '../build-info.ts'
import type { LaunchOptions } from '../launch/launch-options.ts'
import { createWorkspaces, type Workspaces } from '../launch/workspaces.ts'
import type { FromCore, OneTimeToken, StartCore, Workspace } from '../process/core-messages.ts'
import { createFileLogger } from '../process/create-logger.ts'
import { type CoreProcess, Supervisor } from '../supervision/supervisor.ts'
import { formatEntryUrl } from './access.ts'
import { EntryTokens } from './entry-tokens.ts'
import { forkCore } from './fork-core.ts'
import { BrowserOpener } from './open-browser.ts'
import type { SessionSecrets } from './session-keeper.ts'

const rendererFolder = fileURLToPath(new URL('../renderer', import.meta.url))

/** Runs the console for browsers of this machine until it is told to end; resolves to the exit code. */
export async function runBrowserHost(launch: LaunchOptions): Promise<number> {
  const workspaces = createWorkspaces({ launch, build: buildVersion, env: process.env })
  const entered = await workspaces.enter(workspaces.first)
  if (!entered.ok) {
    await workspaces.close()
    return complain(entered.error.message)
  }
  const start = entered.value
  const clock = new SystemClock()
  const log = createFileLogger(start.profileFolder, 'host', clock)
  return new Promise((resolve) => {
    const host = new BrowserHost({ clock, launch, log, workspaces, onEnd: resolve }, start)
    host.start()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => host.end(0))
    process.on('disconnect', () => {
      host.end(0)
    })
    if (process.stdin.isTTY) {
      createInterface({ input: process.stdin }).on('line', () => {
        host.letOneMoreIn()
      })
    }
  })
}

interface BrowserHostOptions {
  readonly clock: Clock
  readonly launch: LaunchOptions
  readonly log: Logger
  readonly workspaces: Workspaces
  /** Called once, when the core and the data centre have ended. */
  readonly onEnd: (exitCode: number) => void
}

/** Owns what must survive a restart of the core: the port, the session and the data centre. */
class BrowserHost {
  readonly #options: BrowserHostOptions
  readonly #supervisor: Supervisor<CoreProcess>
  readonly #tokens: EntryTokens
  readonly #opener: BrowserOpener
  readonly #secrets: SessionSecrets = { sessionKey: createKey(), pageKey: createKey() }
  #start: StartCore
  #port: number
  #hasShownEntry = false
  #isEnding = false

  constructor(options: BrowserHostOptions, start: StartCore) {
    const { clock, launch, log } = options
    this.#options = options
    this.#start = start
    this.#port = launch.port
    this.#tokens = new EntryTokens(clock)
    this.#opener = new BrowserOpener(clock, start.profileFolder)
    this.#supervisor = new Supervisor({
      clock,
      spawn: (events) => forkCore(events, (child) => this.#begin(child)),
      onMessage: (message) => this.#onMessage(message),
      onState: (state) => this.#onState(state),
      onLog: (message) => {
        log.info(message)
      },
    })
  }

  start(): void {
    this.#tokens.issue()
    this.#supervisor.start()
  }

  end(exitCode: number): void {
    const { onEnd, workspaces } = this.#options
    if (this.#isEnding) return
    this.#isEnding = true
    this.#opener.removeFile()
    void this.#supervisor
      .stop()
      .then(() => workspaces.close())
      .then(() => {
        onEnd(exitCode)
      })
  }

  /** Prints an address for one more browser. */
  letOneMoreIn(): void {
    const token = this.#tokens.issue()
    this.#supervisor.running()?.send({ kind: 'add_token', token })
    this.#showEntry(token)
  }

  #begin(child: CoreProcess): void {
    const tokens = this.#tokens.all
    const http = { port: this.#port, rendererFolder, ...this.#secrets, tokens }
    child.send({ kind: 'start', core: this.#start, http })
  }

  #onState(state: CoreState): void {
    this.#options.log.info({ state }, 'core')
    if (state.kind === 'restarting') {
      process.stderr.write('The core ended unexpectedly and is started again.\n')
    }
    if (state.kind === 'stopped') this.end(complain(state.message))
  }

  #onMessage(message: FromCore): void {
    if (message.kind === 'ready' && message.port !== undefined) this.#onReady(message.port)
    else if (message.kind === 'token_used') {
      this.#tokens.drop(message.token)
      this.#opener.removeFile()
    } else if (message.kind === 'port_taken') {
      this.end(complain(`Port ${message.port} is taken. Choose another with --port, or 0 for any.`))
    } else if (message.kind === 'switch_workspace') void this.#switchTo(message.to)
  }

  #onReady(port: number): void {
    this.#port = port
    if (this.#hasShownEntry) return
    this.#hasShownEntry = true
    const token = this.#tokens.all[0] ?? this.#tokens.issue()
    this.#showEntry(token)
    if (this.#options.launch.shouldOpenBrowser) this.#opener.open(port, token)
  }

  #showEntry({ token }: OneTimeToken): void {
    process.stdout.write(`Watchfloor: ${formatEntryUrl(this.#port, token)}\n`)
  }

  async #switchTo(workspace: Workspace): Promise<void> {
    if (workspace === this.#start.workspace) return
    const next = await this.#options.workspaces.enter(workspace)
    if (this.#isEnding) return
    if (next.ok) this.#start = next.value
    else complain(next.error.message)
    // The core is restarted in either case, because the window waits for that.
    this.#supervisor.restart()
  }
}

function createKey(): string {
  return randomBytes(32).toString('base64url')
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}
