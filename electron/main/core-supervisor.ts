import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { MessageChannelMain, utilityProcess, type WebContents } from 'electron/main'
import type { Logger } from 'pino'
import { SystemClock } from '#core/system-clock.ts'
import { buildVersion } from '#hosts/build-info.ts'
import type { LaunchOptions } from '#hosts/launch/launch-options.ts'
import { createWorkspaces } from '#hosts/launch/workspaces.ts'
import type { FromCore, StartCore, ToCore, Workspace } from '#hosts/process/core-messages.ts'
import { answerSecretRequest } from '#hosts/secrets/answer-secrets.ts'
import { createSupervisor, type CoreProcess, type CoreProcessEvents } from '#hosts/supervision/supervisor.ts'
import type { CoreState } from '#shared/contract/shell-contract.ts'
import { openKeychain, type Keychain } from './keychain.ts'

const coreEntry = fileURLToPath(new URL('core-utility.js', import.meta.url))

export interface HostedCore {
  start(): void
  state(): CoreState
  /** Starts a stopped core again. */
  restart(): void
  /** Hands a window a port to the core, at once or as soon as the core runs. */
  connect(contents: WebContents): void
  stop(): Promise<void>
}

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
export function createHostedCore(options: HostedCoreOptions): HostedCore {
  const { launch, log } = options
  const workspaces = createWorkspaces({ launch, build: buildVersion, env: process.env })
  const waiting = new Set<WebContents>()
  let workspace: Workspace = workspaces.first
  let start: StartCore | undefined
  let keychain: Keychain | undefined
  let state: CoreState = { kind: 'starting' }
  let isStopping = false

  const supervisor = createSupervisor<UtilityCore>({
    clock: new SystemClock(),
    spawn: (events) => {
      const core = forkCore(events, log)
      if (start !== undefined) core.send({ kind: 'start', core: start })
      return core
    },
    onMessage: (message, core) => {
      if (message.kind === 'switch_workspace') void enter(message.to)
      else if (keychain !== undefined) {
        void answerSecretRequest(keychain.secrets, message, (answer) => {
          core.send(answer)
        })
      }
    },
    onState: announce,
    onLog: (message) => {
      log.info(message)
    },
  })

  function announce(next: CoreState): void {
    state = next
    log.info({ state }, 'core')
    options.onState(state)
    if (state.kind !== 'running') return
    for (const contents of waiting) handOver(contents)
    waiting.clear()
  }

  function handOver(contents: WebContents): void {
    const core = supervisor.running()
    if (core === undefined || contents.isDestroyed()) return
    const channel = new MessageChannelMain()
    core.connect(channel)
    options.handOver(contents, channel)
  }

  async function enter(next: Workspace): Promise<void> {
    const entered = await workspaces.enter(next)
    if (isStopping) return
    if (!entered.ok) {
      const { code, message } = entered.error
      log.error({ reason: code }, message)
      // A core of the other workspace may still serve; then nothing changes.
      if (start === undefined) announce({ kind: 'stopped', reason: code, message })
      return
    }
    workspace = next
    start = entered.value
    keychain = openKeychain(start.profileFolder)
    if (keychain.weakness !== undefined) log.warn(keychain.weakness)
    // Closes what runs, if anything does, and starts with what holds now.
    supervisor.restart()
  }

  return {
    start: () => {
      void enter(workspace)
    },
    state: () => state,
    restart: () => {
      if (state.kind !== 'stopped') return
      announce({ kind: 'starting' })
      void enter(workspace)
    },
    connect: (contents) => {
      if (supervisor.running() === undefined) waiting.add(contents)
      else handOver(contents)
    },
    stop: async () => {
      isStopping = true
      waiting.clear()
      await supervisor.stop()
      await workspaces.close()
    },
  }
}

function forkCore(events: CoreProcessEvents, log: Logger): UtilityCore {
  const child = utilityProcess.fork(coreEntry, [], {
    serviceName: 'Watchfloor core',
    stdio: 'pipe',
    env: coreEnv(),
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

/** The core gets what it needs by message; credentials and Node's switches stay out of its environment. */
function coreEnv(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined && !/^(?:TELEGRAM_|NODE_|ELECTRON_|WATCHFLOOR_LAUNCH$)/u.test(name),
  )
  return Object.fromEntries(kept) as Record<string, string>
}
