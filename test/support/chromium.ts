import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

/** How to start a Chromium for tests: the system's, Playwright's own, or the one that an npm package carries. */
export interface ChromiumLaunch {
  readonly executablePath: string
  readonly args: string[]
  /** Where the carried browser finds the libraries it carries; absent: the environment as it is. */
  readonly env?: Record<string, string>
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

/** Unpacked once: the package looks at the environment when it is first imported, not later. */
let carried: ReturnType<typeof unpackCarried> | undefined

export async function findChromium(): Promise<ChromiumLaunch> {
  // Chromium refuses its sandbox to root, and containers run tests as root.
  const rootArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [...quietArgs, ...rootArgs]
  const installed = [...systemPaths, chromium.executablePath()].find((path) => existsSync(path))
  if (installed !== undefined) return { executablePath: installed, args }
  carried ??= unpackCarried()
  return { ...(await carried), args }
}

/**
 * The npm package's browser with the package's libraries, for a machine that has neither. Its own arguments switch web
 * security off and are not used. It unpacks the libraries only where it takes the machine for the one it is made for,
 * and names them in this process's environment, where TDLib and Node must not find them.
 */
async function unpackCarried(): Promise<Pick<ChromiumLaunch, 'executablePath' | 'env'>> {
  const { AWS_LAMBDA_JS_RUNTIME: runtime, LD_LIBRARY_PATH: libraries } = process.env
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs24.x'
  try {
    const { default: browser } = await import('@sparticuz/chromium')
    const executablePath = await browser.executablePath()
    return { executablePath, env: { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '' } }
  } finally {
    restore('AWS_LAMBDA_JS_RUNTIME', runtime)
    restore('LD_LIBRARY_PATH', libraries)
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name)
  else process.env[name] = value
}
