import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { SystemClock } from '#core/system-clock.ts'
import { startHttpServer, type RunningHttpServer } from './http-server.ts'
import { createSessionKeeper } from './session-keeper.ts'

let folder: string
let server: RunningHttpServer
let opened = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchfloor-http-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>console</title>')
  await writeFile(join(folder, 'assets', 'a.js'), 'start()')
  opened = 0
  const clock = new SystemClock()
  const started = await startHttpServer({
    port: 0,
    rendererFolder: folder,
    sessions: createSessionKeeper({
      clock,
      sessionKey: 'key',
      pageKey: 'page',
      tokens: [{ token: 'one', expiresAtMs: clock.now() + 60_000 }],
      onUsed: () => undefined,
    }),
    onSocket: () => {
      opened += 1
    },
    onError: (error) => {
      throw error
    },
    onRefused: () => undefined,
  })
  if (!started.ok) throw new Error(started.error.message)
  server = started.value
})

afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const cookie = (): Record<string, string> => ({ Cookie: `watchfloor_${server.port}=key` })
const pageKey = { 'Watchfloor-Page-Key': 'page' }
const origin = (): Record<string, string> => ({ Origin: `http://127.0.0.1:${server.port}` })
const json = { 'Content-Type': 'application/json' }
const postToken = (token: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask('POST', '/session', { ...json, ...origin(), ...headers }, JSON.stringify({ token }))

describe('the browser host over HTTP', () => {
  it('gives the console to a session alone', async () => {
    expect((await ask('GET', '/', cookie())).body).toBe('<title>console</title>')
    const stranger = await ask('GET', '/')
    expect(stranger.body).not.toContain('console</title>')
    expect(stranger.body).toContain('not signed in')
    expect((await ask('GET', '/assets/a.js')).status).toBe(401)
    expect((await ask('GET', '/assets/a.js', cookie())).body).toBe('start()')
    expect((await ask('GET', '/assets/a.js', { Cookie: `watchfloor_${server.port}=other` })).status).toBe(401)
  })

  it('explains itself in Russian to a Russian browser', async () => {
    expect((await ask('GET', '/host/sign-in', cookie())).body).toContain('not signed in')
    expect((await ask('GET', '/', { 'Accept-Language': 'ru-RU,ru;q=0.9' })).body).toContain('lang="ru"')
  })

  it('exchanges a token once for a strict cookie', async () => {
    const first = await postToken('one')
    expect(first.status).toBe(200)
    expect(JSON.parse(first.body)).toEqual({ pageKey: 'page' })
    expect(first.headers['cache-control']).toBe('no-store')
    expect(first.headers['set-cookie']).toEqual([
      `watchfloor_${server.port}=key; Path=/; HttpOnly; SameSite=Strict`,
    ])
    const second = await postToken('one')
    expect(second.status).toBe(401)
    expect(second.headers['set-cookie']).toBeUndefined()
  })

  it('takes no token from another site, another type or in excess', async () => {
    expect((await postToken('one', { Origin: 'http://evil.example' })).status).toBe(403)
    expect((await ask('POST', '/session', json, '{"token":"one"}')).status).toBe(403)
    expect((await postToken('one', { 'Content-Type': 'text/plain' })).status).toBe(415)
    expect((await postToken('x'.repeat(5_000))).status).toBe(413)
    expect((await ask('POST', '/session', { ...json, ...origin() }, '{"token":1}')).status).toBe(400)
    expect((await postToken('one')).status).toBe(200)
  })

  it('answers nothing under a foreign name', async () => {
    expect((await ask('GET', '/', { ...cookie(), Host: 'evil.example' })).status).toBe(403)
    expect((await ask('GET', '/session', { ...cookie(), Host: `evil.example:${server.port}` })).status).toBe(
      403,
    )
  })

  it('tells whether a session holds', async () => {
    expect((await ask('GET', '/session', { ...cookie(), ...pageKey })).status).toBe(204)
    expect((await ask('GET', '/session')).status).toBe(401)
  })

  it('sends the policy with everything and lets nothing personal be kept', async () => {
    for (const path of ['/', '/assets/a.js', '/none', '/session']) {
      const { headers } = await ask('GET', path, cookie())
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).not.toContain('unsafe')
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
    expect((await ask('GET', '/', cookie())).headers['cache-control']).toBe('no-store')
  })

  it('leaves no way out of the folder and no other methods', async () => {
    expect((await ask('GET', '/..%2f..%2fetc/passwd', cookie())).status).toBe(404)
    expect((await ask('DELETE', '/', cookie())).status).toBe(405)
  })

  it('refuses a port that is taken', async () => {
    const clock = new SystemClock()
    const second = await startHttpServer({
      port: server.port,
      rendererFolder: folder,
      sessions: createSessionKeeper({
        clock,
        sessionKey: 'k',
        pageKey: 'p',
        tokens: [],
        onUsed: () => undefined,
      }),
      onSocket: () => undefined,
      onError: () => undefined,
      onRefused: () => undefined,
    })
    expect(second).toMatchObject({ ok: false, error: { code: 'port_taken' } })
  })
})

describe('the WebSocket', () => {
  /** 101 when it opened, else the status it was refused with. */
  function connect(path: string, headers: Record<string, string>): Promise<number> {
    return new Promise((resolve, reject) => {
      const protocols = ['watchfloor', 'watchfloor-key.page']
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, protocols, { headers })
      socket.on('open', () => {
        socket.terminate()
        resolve(101)
      })
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode ?? 0)
        socket.terminate()
      })
      socket.on('error', reject)
    })
  }

  it('opens for a session on the own origin', async () => {
    expect(await connect('/core', { ...cookie(), ...origin() })).toBe(101)
    expect(opened).toBe(1)
  })

  it.each([
    ['without a session', '/core', () => origin(), 401],
    ['from another origin', '/core', () => ({ ...cookie(), Origin: 'http://evil.example' }), 403],
    ['without an origin', '/core', () => cookie(), 403],
    ['under a foreign name', '/core', () => ({ ...cookie(), ...origin(), Host: 'evil.example' }), 403],
    ['on another path', '/', () => ({ ...cookie(), ...origin() }), 404],
  ])('does not open %s', async (_what, path, headers, status) => {
    expect(await connect(path, headers())).toBe(status)
    expect(opened).toBe(0)
  })
})
