import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A console in real Electron, as the start script starts it. */
export interface RunningConsole {
  readonly app: ElectronApplication
  readonly page: Page
  /** What the page complained of: errors of the console and uncaught ones. */
  readonly complaints: readonly string[]
  /** To start the program once more with the same profile. */
  readonly env: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

export interface LaunchConsoleOptions {
  readonly profileFolder: string
  /** A scenario for a data centre of its own, or one that runs already. */
  readonly scenario?: string
  readonly datacenter?: { readonly controlPort: number; readonly loginPhone: string }
  /** For Chromium. */
  readonly switches?: readonly string[]
}

export function findElectron(): string {
  const path = process.env.WATCHFLOOR_ELECTRON_PATH
  if (path === undefined) throw new Error('run these with `npm test -- --only electron`')
  return path
}

export async function launchConsole(options: LaunchConsoleOptions): Promise<RunningConsole> {
  const env = { ...readEnv(), WATCHFLOOR_LAUNCH: JSON.stringify(describeLaunch(options)) }
  const app = await _electron.launch({
    executablePath: findElectron(),
    args: [...(options.switches ?? []), root],
    env,
    // The library would switch it off otherwise.
    chromiumSandbox: true,
  })
  const page = await app.firstWindow()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { app, page, complaints, env, close: () => app.close() }
}

function describeLaunch({ profileFolder, scenario, datacenter }: LaunchConsoleOptions): object {
  return {
    profileFolder,
    preferAccount: false,
    preferDemo: false,
    port: 0,
    shouldOpenBrowser: false,
    ...(datacenter === undefined ? {} : { datacenter: { host: '127.0.0.1', ...datacenter } }),
    demo: {
      node: process.execPath,
      entry: join(root, 'test', 'datacenter', 'main.ts'),
      guard: join(root, 'build', 'end-with-parent.mjs'),
      scenario: scenario ?? 'demo',
    },
  }
}

function readEnv(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !/^(?:NODE_OPTIONS|ELECTRON_RUN_AS_NODE|TELEGRAM_)/u.test(name),
  )
  return Object.fromEntries(kept) as Record<string, string>
}

/** A profile folder for one test; `remove` takes it away. */
export async function createProfile(): Promise<{
  readonly folder: string
  readonly remove: () => Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'watchfloor-electron-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Process id of the core's utility process; undefined while there is none. */
export function findCorePid(app: ElectronApplication): Promise<number | undefined> {
  return app.evaluate(
    ({ app }) =>
      app
        .getAppMetrics()
        .find(({ name, serviceName }) => `${name} ${serviceName}`.includes('Watchfloor core'))?.pid,
  )
}
