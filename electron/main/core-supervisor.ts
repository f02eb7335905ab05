import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { MessageChannelMain, utilityProcess, type WebContents } from 'electron/main'
import type { Logger } from 'pino'
import { SystemClock } from '#core/system-clock.ts'
import { buildVersion } from '#hosts/build-info.ts'
import { childEnvironment } from '#hosts/launch/child-environment.ts'
import type { LaunchOptions } from '#hosts/launch/launch-options.ts'
import { createWorkspaces, type Workspaces } from '#hosts/launch/workspaces.ts'
import type { FromCore, StartCore, ToCore, Workspace } from '#hosts/process/core-messages.ts'
import { answerSecretRequest } from '#hosts/secrets/answer-secrets.ts'
import { type CoreProcess, type CoreProcessEvents, Supervisor } from '#hosts/supervision/supervisor.ts'
import type { CoreState } from '#shared/contract/shell-contract.ts'
import { openKeychain, type Keychain } from './keychain.ts'

const coreEntry = fileURLToPath(new URL('core-utility.js', import.meta.url))

export interface HostedCoreOptions {
  readonly launch: LaunchOptions
  readonly log: Logger
  readonly onState: (state: CoreState) => void
  /** Sends one end of a channel to the window. */
  readonly handOver: (contents: WebContents, channel: MessageChannelMain) => void
}

interface UtilityCore extends CoreProcess {
  connect(channel: MessageChannelMain): void
}

/** Keeps the core's utility process alive, on one workspace or the other, and windows connected to it. */
export class HostedCore {
  readonly #options: HostedCoreOptions
  readonly #workspaces: Workspaces
  readonly #supervisor: Supervisor<UtilityCore>
  /** Windows that asked for a connection before the core ran. */
  readonly #waiting = new Set<WebContents>()
  #workspace: Workspace
  #start: StartCore | undefined
  #keychain: Keychain | undefined
  #state: CoreState = { kind: 'starting' }
  #isStopping = false

  constructor(options: HostedCoreOptions) {
    const { launch, log } = options
    this.#options = options
    this.#workspaces = createWorkspaces({ launch, build: buildVersion, env: process.env })
    this.#workspace = this.#workspaces.first
    this.#supervisor = new Supervisor<UtilityCore>({
      clock: new SystemClock(),
      spawn: (events) => this.#spawn(events),
      onMessage: (message, core) => this.#onMessage(message, core),
      onState: (state) => this.#announce(state),
      onLog: (message) => {
        log.info(message)
      },
    })
  }

  start(): void {
    void this.#enter(this.#workspace)
  }

  state(): CoreState {
    return this.#state
  }

  /** Starts a stopped core again. */
  restart(): void {
    if (this.#state.kind !== 'stopped') return
    this.#announce({ kind: 'starting' })
    void this.#enter(this.#workspace)
  }

  /** Hands a window a port to the core, at once or as soon as the core runs. */
  connect(contents: WebContents): void {
    if (this.#supervisor.running() === undefined) this.#waiting.add(contents)
    else this.#handOver(contents)
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    this.#waiting.clear()
    await this.#supervisor.stop()
    await this.#workspaces.close()
  }

  #spawn(events: CoreProcessEvents): UtilityCore {
    const core = forkCore(events, this.#options.log)
    if (this.#start !== undefined) core.send({ kind: 'start', core: this.#start })
    return core
  }

  #onMessage(message: FromCore, core: UtilityCore): void {
    if (message.kind === 'switch_workspace') void this.#enter(message.to)
    else if (this.#keychain !== undefined) {
      void answerSecretRequest(this.#keychain.secrets, message, (answer) => {
        core.send(answer)
      })
    }
  }

  #announce(next: CoreState): void {
    const { log, onState } = this.#options
    this.#state = next
    log.info({ state: next }, 'core')
    onState(next)
    if (next.kind !== 'running') return
    for (const contents of this.#waiting) this.#handOver(contents)
    this.#waiting.clear()
  }

  #handOver(contents: WebContents): void {
    const core = this.#supervisor.running()
    if (core === undefined || contents.isDestroyed()) return
    const channel = new MessageChannelMain()
    core.connect(channel)
    this.#options.handOver(contents, channel)
  }

  async #enter(next: Workspace): Promise<void> {
    const { log } = this.#options
    const entered = await this.#workspaces.enter(next)
    if (this.#isStopping) return
    if (!entered.ok) {
      const { code, message } = entered.error
      log.error({ reason: code }, message)
      // A core of the other workspace may still run; then nothing changes for the windows.
      if (this.#start === undefined) this.#announce({ kind: 'stopped', reason: code, message })
      return
    }
    this.#workspace = next
    this.#start = entered.value
    this.#keychain = openKeychain(entered.value.profileFolder)
    if (this.#keychain.weakness !== undefined) log.warn(this.#keychain.weakness)
    // Closes the core if one runs, and starts it with the present options.
    this.#supervisor.restart()
  }
}

function forkCore(events: CoreProcessEvents, log: Logger): UtilityCore {
  const child = utilityProcess.fork(coreEntry, [], {
    serviceName: 'Watchfloor core',
    stdio: 'pipe',
    env: childEnvironment(),
  })
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', (line) => {
      log.info({ line }, 'core printed')
    })
  }
  child.on('message', (message: FromCore) => {
    events.onMessage(message)
  })
  child.once('exit', (code) => {
    events.onExit(`code ${code}`)
  })
  const send = (message: ToCore): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
    child.postMessage(message)
  }
  return {
    send,
    kill: () => {
      if (child.pid === undefined) child.kill()
      else process.kill(child.pid, 'SIGKILL')
    },
    connect: (channel) => {
      child.postMessage({ kind: 'connect' } satisfies ToCore, [channel.port1])
    },
  }
}
