import type { Logger } from 'pino'
import { openCore } from '#core/create-core.ts'
import type { Core, OpenCoreError, SecretStore } from '#core/core-options.ts'
import { SystemClock } from '#core/system-clock.ts'
import type { Result } from '#shared/lib/result.ts'
import type { FromCore, StartCore } from './core-messages.ts'

export interface RunCoreOptions {
  readonly start: StartCore
  readonly host: 'electron' | 'browser'
  readonly secrets: SecretStore
  readonly log: Logger
  readonly send: (message: FromCore) => void
}

/** Opens the core. When it cannot run, the log says why. */
export async function openHostedCore(options: RunCoreOptions): Promise<Result<Core, OpenCoreError['code']>> {
  const { start, host, log, secrets, send } = options
  const { canSwitchWorkspace, ...core } = start
  const opened = await openCore({
    ...core,
    host,
    clock: new SystemClock(),
    log,
    secrets,
    ...(canSwitchWorkspace
      ? {
          switchWorkspace: (to) => {
            send({ kind: 'switch_workspace', to })
          },
        }
      : {}),
  })
  if (!opened.ok) log.error({ reason: opened.error.code }, opened.error.message)
  return opened
}

/**
 * Ends the process when the core has a bug, and its supervisor starts a new one: going on with a broken state would
 * show wrong things. This is the only place where bugs are caught. A part leaves a promise that it does not wait
 * for uncaught (`void`), and throws where it has no promise.
 */
export function exitOnBugs(log: Logger): void {
  const end = (error: unknown): void => {
    log.fatal({ err: error }, 'a bug ends the core')
    process.exit(70)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}

/**
 * Makes `end`, which closes the core once and ends the process. A timer kills the process when closing hangs and
 * nobody is left to kill it.
 */
export function createEnding(log: Logger, close: () => Promise<void>): (code: number) => void {
  let isEnding = false
  return (code) => {
    if (isEnding) return
    isEnding = true
    setTimeout(() => process.exit(code), 10_000).unref()
    close().then(
      () => process.exit(code),
      (error: unknown) => {
        log.fatal({ err: error }, 'closing failed')
        process.exit(70)
      },
    )
  }
}
