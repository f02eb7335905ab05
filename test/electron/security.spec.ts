import { readFile } from 'node:fs/promises'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { createProfile, launchConsole, type RunningConsole } from './support/console.ts'

let running: RunningConsole
let removeProfile: () => Promise<void>

test.beforeAll(async () => {
  const profile = await createProfile()
  removeProfile = profile.remove
  running = await launchConsole({
    profileFolder: profile.folder,
    scenario: 'empty',
    // A microphone to refuse: without any, the answer would be that there is none.
    switches: ['--use-fake-device-for-media-stream'],
  })
  await running.page.waitForLoadState('load')
})
test.afterAll(async () => {
  await running.close()
  await removeProfile()
})

test('the renderer is in the sandbox of the operating system, under an ordinary user', async () => {
  const processes = await running.app.evaluate(({ app, BrowserWindow }) => ({
    args: process.argv,
    renderer: BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    userData: app.getPath('userData'),
  }))
  expect(processes.args).not.toContain('--no-sandbox')
  const status = await readFile(`/proc/${processes.renderer}/status`, 'utf8')
  // 2: system calls go through a filter.
  expect(status).toMatch(/^Seccomp:\s+2$/mu)
  expect(status).not.toMatch(/^Uid:\s+0\s/mu)
})

test('the page has nothing of Node or Electron but the frozen shell', async () => {
  const found = await running.page.evaluate(() => ({
    names: ['require', 'process', 'module', 'Buffer', 'electron', 'global'].filter((name) => name in window),
    shell: Object.keys((window as unknown as { watchfloor: object }).watchfloor).sort(),
    isFrozen: Object.isFrozen((window as unknown as { watchfloor: object }).watchfloor),
  }))
  expect(found.names).toEqual([])
  expect(found.shell).toEqual([
    'closeNotification',
    'host',
    'onCoreState',
    'onNotificationAction',
    'openExternal',
    'requestCorePort',
    'restartCore',
    'setBadge',
    'showNotification',
  ])
  expect(found.isFrozen).toBe(true)
})

test('the policy blocks inline script, eval, markup from strings and foreign addresses', async () => {
  let requests = 0
  const server = createServer((_request, response) => {
    requests += 1
    response.setHeader('Access-Control-Allow-Origin', '*').end('seen')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  try {
    const outcome = await running.page.evaluate(async (address) => {
      const trouble = async (run: () => unknown): Promise<string> => {
        try {
          await run()
          return 'ran'
        } catch (error) {
          return (error as Error).name
        }
      }
      // From a task of the page itself: the debugger's own evaluation is exempt from the policy.
      const inPage = (run: () => unknown): Promise<string> =>
        new Promise((resolve) => {
          setTimeout(() => void trouble(run).then(resolve))
        })
      const marked = window as unknown as Record<string, unknown>
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(event.effectiveDirective),
      )
      const results = {
        // oxlint-disable-next-line no-eval -- that it does not run is what is tested
        eval: await inPage(() => globalThis.eval('1')),
        // oxlint-disable-next-line typescript/no-implied-eval -- the same
        function: await inPage(() => new Function('return 1')()),
        markup: await inPage(() => {
          document.createElement('div').innerHTML = '<b>x</b>'
        }),
        fetch: await inPage(() => fetch(address)),
        socket: await inPage(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket(address.replace('http', 'ws'))
              socket.addEventListener('open', resolve)
              socket.addEventListener('error', () => reject(new Error('refused')))
            }),
        ),
        image: await inPage(
          () =>
            new Promise((resolve, reject) => {
              const image = new Image()
              image.addEventListener('load', resolve)
              image.addEventListener('error', () => reject(new Error('refused')))
              image.src = address
            }),
        ),
      }
      const handler = await inPage(() => {
        const link = document.createElement('a')
        link.setAttribute('onclick', 'window.inlineRan = true')
        link.click()
      })
      const style = document.createElement('style')
      style.textContent = 'body { outline: 7px solid red }'
      document.head.append(style)
      await new Promise((resolve) => setTimeout(resolve))
      const isStyled = getComputedStyle(document.body).outlineWidth === '7px'
      style.remove()
      return { results: { ...results, handler }, inlineRan: marked.inlineRan, isStyled, violations }
    }, address)
    expect(outcome.results.eval).not.toBe('ran')
    expect(outcome.results.function).not.toBe('ran')
    expect(outcome.results.markup).not.toBe('ran')
    expect(outcome.results.fetch).not.toBe('ran')
    expect(outcome.results.socket).not.toBe('ran')
    expect(outcome.results.image).not.toBe('ran')
    expect(outcome.results.handler).not.toBe('ran')
    expect(outcome.inlineRan).toBeUndefined()
    expect(outcome.isStyled).toBe(false)
    expect(outcome.violations).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'style-src-elem']))
    expect(requests).toBe(0)
  } finally {
    server.close()
  }
})

test('the network is closed below the policy too', async () => {
  const error = await running.app.evaluate(async ({ session }) => {
    try {
      await session.defaultSession.fetch('http://127.0.0.1:9/')
      return 'loaded'
    } catch (error) {
      return (error as Error).message
    }
  })
  expect(error).toContain('ERR_BLOCKED_BY_CLIENT')
})

test('WebRTC reaches nothing: the page has none, and below the page it is closed', async () => {
  let packets = 0
  let connections = 0
  const udp = createSocket('udp4').on('message', () => {
    packets += 1
  })
  await new Promise<void>((resolve) => {
    udp.bind(0, '127.0.0.1', resolve)
  })
  const tcp = createTcpServer((socket) => {
    connections += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => tcp.once('listening', resolve))
  try {
    expect(await running.page.evaluate(() => typeof globalThis.RTCPeerConnection)).toBe('undefined')
    // Another world of the same page has a connection of its own, as a page would that found a way round.
    const code = `new Promise((resolve) => {
      const peer = new RTCPeerConnection({ iceServers: [
        { urls: 'stun:127.0.0.1:${udp.address().port}' },
        { urls: 'turn:127.0.0.1:${udp.address().port}', username: 'secret', credential: 'secret' },
        { urls: 'turn:127.0.0.1:${(tcp.address() as AddressInfo).port}?transport=tcp', username: 'secret', credential: 'secret' },
      ] })
      peer.addEventListener('icegatheringstatechange', () => {
        if (peer.iceGatheringState === 'complete') resolve('gathered')
      })
      peer.createDataChannel('x')
      peer.createOffer().then((offer) => peer.setLocalDescription(offer))
    })`
    const gathered = await running.app.evaluate(
      ({ BrowserWindow }, code) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScriptInIsolatedWorld(4_242, [{ code }]),
      code,
    )
    expect(gathered).toBe('gathered')
    expect({ packets, connections }).toEqual({ packets: 0, connections: 0 })
  } finally {
    udp.close()
    tcp.close()
  }
})

test('the window goes nowhere and opens nothing', async () => {
  const { app, page } = running
  const outcome = await page.evaluate(async () => {
    const opened = window.open('https://example.org/')
    const link = document.createElement('a')
    link.href = 'https://example.org/'
    document.body.append(link)
    link.click()
    link.target = '_blank'
    link.click()
    link.remove()
    location.assign('file:///etc/passwd')
    location.assign('https://example.org/')
    const frame = document.createElement('iframe')
    frame.src = 'https://example.org/'
    document.body.append(frame)
    await new Promise((resolve) => {
      frame.addEventListener('load', resolve)
      setTimeout(resolve, 500)
    })
    frame.remove()
    return { opened: opened === null, address: location.href }
  })
  expect(outcome).toEqual({ opened: true, address: 'app://watchfloor/' })
  expect(page.url()).toBe('app://watchfloor/')
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
})

test('permissions are denied but for those of the table', async () => {
  const outcome = await running.page.evaluate(async () => {
    const names = ['geolocation', 'camera', 'microphone', 'midi', 'clipboard-read', 'notifications']
    const states: Record<string, string> = {}
    for (const name of names) {
      states[name] = (await navigator.permissions.query({ name: name as PermissionName })).state
    }
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'given',
      (error: Error) => error.name,
    )
    const place = await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        (error) => resolve(error.code),
      )
    })
    return { states, media, place }
  })
  expect(outcome.states).toEqual({
    geolocation: 'denied',
    camera: 'denied',
    microphone: 'denied',
    midi: 'denied',
    'clipboard-read': 'denied',
    notifications: 'granted',
  })
  expect(outcome.media).toBe('NotAllowedError')
  expect(outcome.place).toBe(1)
})

test('only https, mailto and tg leave the program', async () => {
  const refused = await running.page.evaluate(async () => {
    const { watchfloor } = window as unknown as {
      watchfloor: { openExternal(url: unknown): Promise<string> }
    }
    const answers: string[] = []
    for (const address of [
      'file:///etc/passwd',
      'http://example.org/',
      'javascript:alert(1)',
      'smb://h/s',
      { x: 1 },
    ]) {
      answers.push(await watchfloor.openExternal(address))
    }
    return answers
  })
  expect(refused).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
})

test('nonsense from the page ends nothing', async () => {
  await running.page.evaluate(() => {
    const shell = (window as unknown as { watchfloor: Record<string, (input: unknown) => void> }).watchfloor
    const texts = { id: '1', title: 'a', body: 'b', markReadLabel: 'c', isSilent: false }
    const counts = { redCount: 0, waitingCount: 0, tooltip: 'a', openLabel: 'b', quitLabel: 'c' }
    for (const input of [undefined, 5, { ...texts, body: 'x'.repeat(100_000) }, { ...texts, title: {} }])
      shell['showNotification']?.(input)
    for (const input of [undefined, 'x', { ...counts, redCount: 1e300 }, { ...counts, tooltip: 7 }])
      shell['setBadge']?.(input)
    shell['closeNotification']?.({})
  })
  // The main process has taken all of it before it answers.
  expect(await running.page.evaluate(() => document.readyState)).toBe('complete')
  expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})
