import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { DatacenterProcess } from '../support/datacenter-process.ts'
import { loginPhone } from './large-datacenter.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const hostEntry = fileURLToPath(new URL('../../out/main/browser-host.js', import.meta.url))

/** A process that serves a page: the console's browser host, or a bare one for comparison. */
export interface ServingProcess {
  readonly pid: number
  /** When it was asked for, before it existed. */
  readonly startedAtMs: number
  readonly url: string
  stop(): Promise<void>
}

/** The built browser host as the start script starts it, signed in by itself on the data centre. */
export function startBuiltConsole(
  datacenter: Pick<DatacenterProcess, 'controlPort'>,
  profileFolder: string,
): Promise<ServingProcess> {
  const launch = describeLaunch(datacenter, profileFolder)
  return startServing(hostEntry, { WATCHFLOOR_LAUNCH: JSON.stringify(launch) })
}

/** What the start script tells a host. */
export function describeLaunch(
  { controlPort }: Pick<DatacenterProcess, 'controlPort'>,
  profileFolder: string,
): object {
  return {
    profileFolder,
    preferAccount: false,
    preferDemo: false,
    port: 0,
    shouldOpenBrowser: false,
    datacenter: { host: '127.0.0.1', controlPort, loginPhone },
  }
}

/** Starts a module that prints `Watchfloor: URL` once it serves. */
export async function startServing(
  entry: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServingProcess> {
  const startedAtMs = Date.now()
  const child = fork(entry, [], {
    cwd: root,
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const url = await readUrl(child)
  return {
    pid: child.pid ?? 0,
    startedAtMs,
    url,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}

function readUrl(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  if (child.stdout === null) throw new Error('the process has no output')
  createInterface({ input: child.stdout }).on('line', (line) => {
    const url = /^Watchfloor: (http:\S+)$/u.exec(line)?.[1]
    if (url !== undefined) resolve(url)
  })
  child.once('error', reject)
  child.once('exit', (code) => reject(new Error(`the process ended with ${code} before it served`)))
  return promise
}
