import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startProgram, type RunningProgram } from '../../support/child-process.ts'
import { describeLaunch } from '../built-console.ts'
import { chatCount } from '../large-datacenter.ts'

// Runs as an ordinary user with a display, started by ../start-electron.ts; prints one line of JSON.

export interface ElectronOrder {
  readonly executablePath: string
  readonly controlPort: number
  readonly rounds: number
}

export interface ElectronStarts {
  readonly console: readonly number[]
  readonly bare: readonly number[]
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const probe = fileURLToPath(new URL('probe.cjs', import.meta.url))
const bareProgram = fileURLToPath(new URL('../bare/electron', import.meta.url))

const order = JSON.parse(process.argv[2] ?? '') as ElectronOrder
const profileFolder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-electron-'))
try {
  process.stdout.write(`${JSON.stringify(await measureAll(order))}\n`)
} finally {
  rmSync(profileFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

async function measureAll({ controlPort, rounds }: ElectronOrder): Promise<ElectronStarts> {
  const env = { WATCHFLOOR_LAUNCH: JSON.stringify(describeLaunch({ controlPort }, profileFolder)) }
  await measureList(root, chatCount, env)
  await tell(controlPort, '/stop')
  const starts = { console: [] as number[], bare: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    starts.bare.push(await measureList(bareProgram, 1))
    starts.console.push(await measureList(root, 1, env))
  }
  await tell(controlPort, '/start')
  return starts
}

/** Milliseconds from the process's start until so many chats were known and some of them on screen. */
async function measureList(
  program: string,
  count: number,
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const startedAtMs = Date.now()
  const running = startProgram(order.executablePath, ['--require', probe, program], env)
  try {
    return (await waitForRows(running, count)) - startedAtMs
  } finally {
    await running.stop()
  }
}

async function waitForRows(running: RunningProgram, count: number): Promise<number> {
  const timer = setTimeout(() => running.child.kill('SIGKILL'), 60_000)
  try {
    const enough = count > 1 ? String(count) : '[1-9][0-9]*'
    const [, atMs] = await running.waitForLine(new RegExp(`^list-probe ${enough} at ([0-9]+)$`, 'u'))
    return Number(atMs)
  } finally {
    clearTimeout(timer)
  }
}

async function tell(controlPort: number, path: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${controlPort}${path}`, { method: 'POST' })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
}
