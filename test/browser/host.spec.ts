import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, request } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium, expect, test, type Browser, type Page } from '@playwright/test'
import { startProgram, type RunningProgram } from '../support/child-process.ts'
import { findChromium } from '../support/chromium.ts'
import { startDatacenterProcess } from '../support/datacenter-process.ts'
import { isRunning, listDescendants, readCommand } from '../support/processes.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const startScript = join(root, 'build', 'start.mjs')
let profileFolder: string
let programs: RunningProgram[] = []
let browser: Browser

test.beforeAll(async () => {
  browser = await chromium.launch(await findChromium())
})
test.afterAll(() => browser.close())

test.beforeEach(async () => {
  profileFolder = await mkdtemp(join(tmpdir(), 'watchfloor-host-'))
})
test.afterEach(async () => {
  await Promise.all(programs.map((program) => program.stop()))
  programs = []
  await rm(profileFolder, { recursive: true, force: true })
})

function start(...args: string[]): RunningProgram {
  const common = ['--browser', '--no-open', '--profile', profileFolder]
  const program = startProgram(process.execPath, [startScript, ...common, ...args])
  programs.push(program)
  return program
}

async function readEntry(program: RunningProgram): Promise<string> {
  const [, url = ''] = await program.waitForLine(
    /^Watchfloor: (http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43})$/u,
  )
  return url
}

/** The status that a page of the console gets for its session; 0 without an answer. */
async function askForSession(tab: Page): Promise<number> {
  try {
    return await tab.evaluate(async () => {
      const key = localStorage.getItem('watchfloor.page-key') ?? ''
      const answer = await fetch('/session', { headers: { 'Watchfloor-Page-Key': key } })
      return answer.status
    })
  } catch (error) {
    // The host is not there, or the tab goes to another page.
    if (error instanceof Error) return 0
    throw error
  }
}

/** Waits for the end; resolves to the exit code. */
function waitForExit({ child }: RunningProgram): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', resolve))
}

function findChild(program: RunningProgram, name: string): number {
  const pid = listDescendants(program.child.pid ?? 0).find((id) => readCommand(id).includes(name))
  if (pid === undefined) throw new Error(`no process ${name}`)
  return pid
}

test('the printed address lets one browser in, with all of its tabs', async () => {
  const url = await readEntry(start('--scenario', 'empty'))
  const own = await browser.newContext()
  const tab = await own.newPage()
  await tab.goto(url)
  await expect(tab.locator('#root')).not.toBeEmpty()
  expect(tab.url()).not.toContain('token')

  const second = await own.newPage()
  await second.goto(new URL('/', url).href)
  await expect(second.locator('#root')).not.toBeEmpty()

  const other = await browser.newContext()
  const stranger = await other.newPage()
  await stranger.goto(url)
  await expect(stranger.getByRole('heading')).toHaveText('This browser is not signed in to Watchfloor')
  await expect(stranger.locator('#spent')).toBeVisible()
  expect(stranger.url()).not.toContain('token')

  const cookies = await own.cookies()
  expect(cookies).toHaveLength(1)
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', expires: -1 })
  await own.close()
  await other.close()
})

test('a page elsewhere can neither read the console nor connect to its core', async () => {
  const url = await readEntry(start('--scenario', 'empty'))
  const own = await browser.newContext()
  const tab = await own.newPage()
  await tab.goto(url)
  await expect(tab.locator('#root')).not.toBeEmpty()

  const foreign = createServer((socket) => {
    socket.end(
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx',
    )
    socket.on('error', () => socket.destroy())
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => foreign.once('listening', resolve))
  // Another port of the same host is the same site: the cookie goes along, the origin check has to hold.
  await tab.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
  const outcome = await tab.evaluate(async (origin) => {
    const page = await fetch(`${origin}/`, { credentials: 'include' }).then(
      () => 'read',
      () => 'refused',
    )
    const socket = await new Promise((resolve) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/core`)
      socket.addEventListener('open', () => resolve('opened'))
      socket.addEventListener('error', () => resolve('refused'))
    })
    return { page, socket }
  }, new URL(url).origin)
  expect(outcome).toEqual({ page: 'refused', socket: 'refused' })
  foreign.close()
  await own.close()
})

test('the browser is opened without the token in a command line, and let in', async () => {
  // What the system would open a browser with: it notes its command line.
  const bin = join(profileFolder, 'bin')
  const noted = join(profileFolder, 'opened')
  await mkdir(bin)
  await writeFile(join(bin, 'xdg-open'), `#!/bin/sh\necho "$0 $*" > '${noted}'\n`, { mode: 0o755 })
  const program = startProgram(
    process.execPath,
    [startScript, '--browser', '--scenario', 'empty', '--profile', profileFolder],
    { DISPLAY: ':0', PATH: `${bin}:${process.env.PATH}` },
  )
  programs.push(program)
  const url = new URL(await readEntry(program))
  await expect.poll(() => readFile(noted, 'utf8').catch(() => '')).toContain('\n')
  const commandLine = (await readFile(noted, 'utf8')).trim()
  expect(commandLine).not.toContain(new URLSearchParams(url.hash.slice(1)).get('token'))
  const file = commandLine.split(' ').at(-1) ?? ''
  expect((await stat(file)).mode & 0o777).toBe(0o600)

  const context = await browser.newContext()
  const tab = await context.newPage()
  await tab.goto(pathToFileURL(file).href)
  await expect(tab.locator('#root')).not.toBeEmpty()
  expect(tab.url()).toBe(`${url.origin}/`)
  await expect.poll(() => stat(file).catch(() => 'gone')).toBe('gone')
  await context.close()
})

test('a server on another port gets the cookie, and opens nothing with it', async () => {
  const url = await readEntry(start('--scenario', 'empty'))
  const own = await browser.newContext()
  const tab = await own.newPage()
  await tab.goto(url)
  await expect(tab.locator('#root')).not.toBeEmpty()

  let cookie = ''
  const other = createHttpServer((request, response) => {
    cookie = request.headers.cookie ?? cookie
    response.end('x')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  await tab.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
  expect(cookie).toContain('watchfloor_')
  // Whoever runs that server writes the rest of the request as the console's page would.
  const { host, origin } = new URL(url)
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${origin}/core`, {
      headers: {
        Cookie: cookie,
        Host: host,
        Origin: origin,
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      },
    })
    sent.on('response', ({ statusCode }) => resolve(statusCode))
    sent.on('upgrade', ({ statusCode }, socket) => {
      socket.destroy()
      resolve(statusCode)
    })
    sent.on('error', reject)
    sent.end()
  })
  expect(answer).toBe(401)
  other.close()
  await own.close()
})

test('a tab is let in by cookie and page key together, after the start of the browser too', async () => {
  const url = await readEntry(start('--scenario', 'empty'))
  const home = new URL('/', url).href
  const own = await browser.newContext()
  const tab = await own.newPage()
  await tab.goto(url)
  await expect(tab.locator('#root')).not.toBeEmpty()
  await tab.reload()
  await expect(tab.locator('#root')).not.toBeEmpty()
  const kept = await own.storageState()

  const seen = async (state: typeof kept): Promise<Page> => {
    const context = await browser.newContext({ storageState: state })
    const page = await context.newPage()
    await page.goto(home)
    return page
  }
  const refused = 'This browser is not signed in to Watchfloor'
  // A browser that brings back its tabs brings back the cookies of the session with them.
  const restored = await seen(kept)
  await expect(restored.locator('#root')).not.toBeEmpty()
  const withoutCookie = await seen({ ...kept, cookies: [] })
  await expect(withoutCookie.getByRole('heading')).toHaveText(refused)
  const withoutKey = await seen({ ...kept, origins: [] })
  await expect(withoutKey.getByRole('heading')).toHaveText(refused)
  // The cookie alone does not keep an address from being used: this one is spent.
  await withoutKey.goto(url)
  await expect(withoutKey.locator('#spent')).toBeVisible()
  expect(withoutKey.url()).not.toContain('token')
  for (const page of [restored, withoutCookie, withoutKey, tab]) await page.context().close()
})

test('a host that is started again says so in its tabs, and lets them in by its new address', async () => {
  const first = start('--scenario', 'empty')
  const url = await readEntry(first)
  const own = await browser.newContext()
  const tab = await own.newPage()
  await tab.goto(url)
  await expect(tab.locator('#root')).not.toBeEmpty()
  await first.stop()
  const next = await readEntry(start('--scenario', 'empty', '--port', new URL(url).port))
  await expect(tab.getByText('This tab is not let in any more.')).toBeVisible({ timeout: 30_000 })
  await tab.goto(next)
  await expect.poll(() => askForSession(tab)).toBe(204)
  await expect(tab.locator('#root')).not.toBeEmpty()
  await expect(tab.getByText('This tab is not let in any more.')).toBeHidden()
  expect(tab.url()).not.toContain('token')
  await own.close()
})

test('the page has no WebRTC, and no frame or window to take one from', async () => {
  const url = await readEntry(start('--scenario', 'empty'))
  const own = await browser.newContext()
  const tab = await own.newPage()
  await tab.goto(url)
  await expect(tab.locator('#root')).not.toBeEmpty()
  const found = await tab.evaluate(() => {
    const attempt = (run: () => unknown): string => {
      try {
        return typeof run()
      } catch (error) {
        return (error as Error).name
      }
    }
    const html = 'http://www.w3.org/1999/xhtml'
    const frame = 'iframe'
    const other = document.implementation.createHTMLDocument()
    return {
      own: [typeof window.RTCPeerConnection, typeof Reflect.get(window, 'webkitRTCPeerConnection')],
      deleted: Reflect.deleteProperty(window, 'RTCPeerConnection'),
      frames: ['iframe', 'IFRAME', 'frame', 'object', 'embed'].map((name) =>
        attempt(() => document.createElement(name)),
      ),
      others: [
        attempt(() => document.createElementNS(html, frame)),
        attempt(() => other.createElement(frame)),
      ],
      isReplaced: Reflect.set(Document.prototype, 'createElement', () => undefined),
      opened: window.open(''),
    }
  })
  const refused = 'NotSupportedError'
  expect(found).toEqual({
    own: ['undefined', 'undefined'],
    deleted: false,
    frames: [refused, refused, refused, refused, refused],
    others: [refused, refused],
    isReplaced: false,
    opened: null,
  })
  await own.close()
})

test('a killed core comes back on the same port with the same session', async () => {
  const program = start('--scenario', 'empty')
  const url = await readEntry(program)
  const context = await browser.newContext()
  const tab = await context.newPage()
  let sockets = 0
  tab.on('websocket', () => {
    sockets += 1
  })
  await tab.goto(url)
  await expect(tab.locator('#root')).not.toBeEmpty()
  await expect.poll(() => sockets).toBe(1)
  await tab.evaluate(() => {
    ;(window as unknown as { isSamePage: boolean }).isSamePage = true
  })

  process.kill(findChild(program, 'browser-core'), 'SIGKILL')
  await expect.poll(() => sockets).toBeGreaterThan(1)
  await expect.poll(() => askForSession(tab)).toBe(204)
  expect(await tab.evaluate(() => (window as unknown as { isSamePage?: boolean }).isSamePage)).toBe(true)
  await context.close()
})

test('Ctrl+C ends all processes and removes what the demo wrote', async () => {
  const program = start('--scenario', 'empty')
  await readEntry(program)
  const pids = listDescendants(program.child.pid ?? 0)
  expect(pids.length).toBeGreaterThanOrEqual(3)
  program.child.kill('SIGINT')
  expect(await waitForExit(program)).toBe(0)
  await expect.poll(() => pids.filter(isRunning)).toEqual([])
})

test('nothing is left running when the start script is killed', async () => {
  const program = start('--scenario', 'empty')
  await readEntry(program)
  const pids = listDescendants(program.child.pid ?? 0)
  program.child.kill('SIGKILL')
  await expect.poll(() => pids.filter(isRunning), { timeout: 20_000 }).toEqual([])
})

test('nothing is left running when the host is killed', async () => {
  const program = start('--scenario', 'empty')
  await readEntry(program)
  const pids = listDescendants(program.child.pid ?? 0)
  process.kill(findChild(program, 'browser-host'), 'SIGKILL')
  await expect.poll(() => pids.filter(isRunning), { timeout: 20_000 }).toEqual([])
})

for (const signal of ['SIGTERM', 'SIGKILL', 'SIGHUP'] as const) {
  test(`nothing is left running when npm start gets a ${signal}`, async () => {
    const common = ['--browser', '--no-open', '--profile', profileFolder, '--scenario', 'empty']
    const program = startProgram('npm', ['--prefix', root, 'start', '--', ...common])
    programs.push(program)
    await readEntry(program)
    const pids = listDescendants(program.child.pid ?? 0)
    // The shell, the start script, the host, the core and the data centre.
    expect(pids.length).toBeGreaterThanOrEqual(4)
    program.child.kill(signal)
    await expect.poll(() => pids.filter(isRunning), { timeout: 30_000 }).toEqual([])
  })
}

test('a data centre of its own ends when what started it is killed', async () => {
  const run = [join(root, 'build', 'run.mjs'), join(root, 'test', 'datacenter', 'main.ts')]
  const program = startProgram(process.execPath, [
    ...run,
    '--scenario',
    'empty',
    '--port',
    '0',
    '--control',
    '0',
  ])
  programs.push(program)
  await program.waitForLine(/mtprotoPort/u)
  const pids = listDescendants(program.child.pid ?? 0)
  expect(pids).toHaveLength(1)
  program.child.kill('SIGKILL')
  await expect.poll(() => pids.filter(isRunning), { timeout: 30_000 }).toEqual([])
})

test.describe('what cannot work is said plainly', () => {
  test('a taken port', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as AddressInfo
    const program = start('--scenario', 'empty', '--port', String(port))
    expect(await waitForExit(program)).toBe(1)
    expect(program.output()).toContain(`Port ${port} is taken`)
    taken.close()
  })

  test('a scenario that is not there', async () => {
    const program = start('--scenario', '/nowhere/scenario.json')
    expect(await waitForExit(program)).toBe(1)
    expect(program.output()).toMatch(/data centre did not start[^]*scenario/u)
  })

  test('a profile folder that cannot be written', async () => {
    const program = start('--scenario', 'empty', '--profile', '/dev/null/profile')
    expect(await waitForExit(program)).toBe(1)
    expect(program.output()).toMatch(/cannot be written/u)
  })

  test('a data centre that is not there', async () => {
    const program = start('--datacenter', '127.0.0.1:9')
    expect(await waitForExit(program)).toBe(1)
    expect(program.output()).toContain('no data centre at http://127.0.0.1:9')
  })

  test('a profile that another console uses', async () => {
    const datacenter = await startDatacenterProcess(['--scenario', 'empty'])
    try {
      const join = ['--datacenter', `127.0.0.1:${datacenter.controlPort}`, '--login', '79000000001']
      await readEntry(start(...join))
      const second = start(...join)
      // It goes on in the tab, which says so too, and works as soon as the first one is closed.
      await readEntry(second)
      expect(second.output()).toMatch(/another core runs|in use/iu)
    } finally {
      await datacenter.stop()
    }
  })
})
