import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

/** How to start a Chromium for tests: the system's, Playwright's own, or the one that an npm package carries. */
export interface ChromiumLaunch {
  readonly executablePath: string
  readonly args: string[]
}

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

// A test browser on a closed network: without these Chromium looks up its vendor's hosts at every start.
const quietArgs = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function findChromium(): Promise<ChromiumLaunch> {
  // Chromium refuses its sandbox to root, and containers run tests as root.
  const rootArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [...quietArgs, ...rootArgs]
  const installed = [...systemPaths, chromium.executablePath()].find((path) => existsSync(path))
  if (installed !== undefined) return { executablePath: installed, args }
  const { default: carried } = await import('@sparticuz/chromium')
  return { executablePath: await carried.executablePath(), args: [...new Set([...carried.args, ...args])] }
}
