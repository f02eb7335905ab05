import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import * as v from 'valibot'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { SystemClock } from '#core/system-clock.ts'
import type { Clock } from '#shared/lib/clock.ts'
import { fail, ok } from '#shared/lib/result.ts'
import { coreContract } from '#shared/contract/core-contract.ts'
import { createClient } from '#shared/rpc/create-client.ts'
import { defineContract, method } from '#shared/rpc/define-contract.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'
import { type Handlers, serveContract } from '#shared/rpc/serve-contract.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createMessagePortEndpoint, type EmitterPort } from './message-port-endpoint.ts'
import { createWebSocketEndpoint, maxFrameBytes } from './web-socket-endpoint.ts'

const testContract = defineContract({
  'test.double': method({ input: v.object({ n: v.number() }), output: v.number() }),
  'test.nothing': method({ input: v.undefined(), output: v.undefined() }),
  'test.optional': method({
    input: v.object({ text: v.optional(v.string()) }),
    output: v.object({ text: v.optional(v.string()) }),
  }),
  'test.refuse': method({
    input: v.object({ code: v.picklist(['flood_wait', 'offline']) }),
    output: v.undefined(),
    errors: ['flood_wait', 'offline'],
  }),
  'test.throw': method({ input: v.undefined(), output: v.undefined() }),
  'test.hang': method({ input: v.undefined(), output: v.undefined(), deadlineMs: 5000 }),
  'test.uncloneable': method({ input: v.undefined(), output: v.unknown() }),
})

const handlers: Handlers<typeof testContract> = {
  'test.double': ({ n }) => ok(n * 2),
  'test.nothing': () => ok(),
  'test.optional': (input) => Promise.resolve(ok(input)),
  'test.refuse': ({ code }) => fail(code, 'not now', { retryAfterS: 3 }),
  'test.throw': () => {
    throw new TypeError('a bug with a secret in it')
  },
  'test.hang': () => new Promise(() => undefined),
  // A function can neither be cloned nor written as JSON, and this one throws instead of being skipped.
  'test.uncloneable': () => ok({ toJSON: () => raise('no JSON of this') }),
}

function raise(message: string): never {
  throw new Error(message)
}

interface Pair {
  readonly core: MessageEndpoint
  readonly window: MessageEndpoint
  /** Sends what no client of ours would send. */
  readonly sendRaw: (message: unknown) => void
}

const cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
})

function connectPorts(): Promise<Pair> {
  const { port1, port2 } = new MessageChannel()
  cleanUps.push(() => {
    port1.close()
  })
  const window = createMessagePortEndpoint(port2)
  return Promise.resolve({
    core: createMessagePortEndpoint(port1),
    window,
    sendRaw: (raw) => window.post(raw),
  })
}

/** Ports whose listeners are added with `on` and get an event, which is the shape of Electron's MessagePortMain. */
function connectEmitterPorts(): Promise<Pair> {
  const { port1, port2 } = new MessageChannel()
  cleanUps.push(() => {
    port1.close()
  })
  const shape = (port: MessagePort): EmitterPort => {
    const wrapped = new Map<unknown, (data: unknown) => void>()
    return {
      postMessage: (message) => port.postMessage(message),
      start: () => port.start(),
      close: () => port.close(),
      on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) => {
        if (event === 'close') return port.on('close', listener)
        const receive = (data: unknown): void => listener({ data })
        wrapped.set(listener, receive)
        return port.on('message', receive)
      },
      off: (_event, listener) => port.off('message', wrapped.get(listener)!),
    }
  }
  const window = createMessagePortEndpoint(shape(port2))
  return Promise.resolve({
    core: createMessagePortEndpoint(shape(port1)),
    window,
    sendRaw: (raw) => window.post(raw),
  })
}

async function openSockets(): Promise<{ server: WebSocket; client: WebSocket }> {
  const listener = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: 2 * maxFrameBytes })
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const client = new WebSocket(`ws://127.0.0.1:${address.port}`)
  const [server] = (await once(listener, 'connection')) as [WebSocket]
  if (client.readyState !== WebSocket.OPEN) await once(client, 'open')
  cleanUps.push(() => {
    client.terminate()
    server.terminate()
    listener.close()
  })
  return { server, client }
}

async function connectSockets(): Promise<Pair> {
  const { server, client } = await openSockets()
  const window = createWebSocketEndpoint(client)
  return { core: createWebSocketEndpoint(server), window, sendRaw: (raw) => window.post(raw) }
}

describe.each([
  { name: 'MessagePort', connect: connectPorts },
  { name: 'a port with emitter listeners', connect: connectEmitterPorts },
  { name: 'WebSocket', connect: connectSockets },
])('the contract over $name', ({ connect }) => {
  async function start(clock: Clock = new SystemClock()) {
    const pair = await connect()
    const bugs: [string | undefined, string][] = []
    const served = serveContract({
      contract: testContract,
      endpoint: pair.core,
      handlers,
      reportBug: (error, name) => bugs.push([name, error instanceof Error ? error.message : String(error)]),
    })
    const events: unknown[] = []
    const listenerBugs: unknown[] = []
    const client = createClient({
      contract: testContract,
      endpoint: pair.window,
      clock,
      events: {
        patch: (payload) => events.push(payload),
        broken: () => raise('listener'),
      },
      reportBug: (error) => listenerBugs.push(error),
    })
    return { ...pair, served, client, calls: client.calls, bugs, events, listenerBugs }
  }

  it('answers calls', async () => {
    const { calls } = await start()
    expect(await calls['test.double']({ n: 21 })).toEqual({ ok: true, value: 42 })
    expect(await calls['test.nothing'](undefined)).toEqual({ ok: true, value: undefined })
    expect(await calls['test.optional']({})).toEqual({ ok: true, value: {} })
    expect(await calls['test.optional']({ text: undefined })).toMatchObject({ ok: true })
    const text = '№ — “тест” 🧑‍💻 \u202E\u0000 \uD800'
    expect(await calls['test.optional']({ text })).toEqual({ ok: true, value: { text } })
  })

  it('keeps answers apart when many calls are under way', async () => {
    const { calls } = await start()
    const numbers = Array.from({ length: 200 }, (_, n) => n)
    const answers = await Promise.all(numbers.map((n) => calls['test.double']({ n })))
    expect(answers).toEqual(numbers.map((n) => ({ ok: true, value: n * 2 })))
  })

  it('brings failures of the method as values, with details', async () => {
    const { calls } = await start()
    for (const code of ['flood_wait', 'offline'] as const) {
      expect(await calls['test.refuse']({ code })).toEqual({
        ok: false,
        error: { code, message: 'not now', details: { retryAfterS: 3 } },
      })
    }
  })

  it('refuses input that does not fit, before a handler sees it', async () => {
    const { calls } = await start()
    for (const input of [{ n: '1' }, {}, null, undefined, 7, [], { n: Number.NaN }]) {
      const result = await calls['test.double'](input as never)
      expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    }
  })

  it('keeps a bug of a handler to the log, and goes on', async () => {
    const { calls, bugs } = await start()
    const result = await calls['test.throw'](undefined)
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(result)).not.toContain('secret')
    expect(bugs).toEqual([['test.throw', 'a bug with a secret in it']])
    expect(await calls['test.double']({ n: 1 })).toEqual({ ok: true, value: 2 })
  })

  it('answers when a result cannot be sent', async () => {
    const { calls, bugs } = await start()
    expect(await calls['test.uncloneable'](undefined)).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    })
    expect(bugs).toHaveLength(1)
  })

  it('does not call what the contract does not name', async () => {
    const { window, sendRaw, bugs, calls } = await start()
    const answers: unknown[] = []
    window.onMessage((message) => answers.push(message))
    const names = [
      'constructor',
      'valueOf',
      'toString',
      'hasOwnProperty',
      '__proto__',
      'then',
      'test.missing',
      '',
    ]
    names.forEach((m, index) => sendRaw({ t: 'q', m, a: [], i: `raw-${index}` }))
    await vi.waitFor(() => expect(answers).toHaveLength(names.length))
    expect(answers).toEqual(
      names.map((m, index) => ({
        t: 's',
        i: `raw-${index}`,
        r: { ok: false, error: { code: 'invalid_input', message: `no method ${m}` } },
      })),
    )
    expect(bugs).toEqual([])
    expect(await calls['test.double']({ n: 1 })).toEqual({ ok: true, value: 2 })
  })

  it('ignores messages that are no calls', async () => {
    const { sendRaw, bugs, calls } = await start()
    const junk = [null, 0, 'x', [], {}, { t: 'q' }, { t: 'q', m: 1, a: [] }, { t: 'q', m: 'x', a: 'y' }]
    const strange = [
      { t: 's', i: 'nobody', r: 1 },
      { t: 'q', m: 'test.double', a: [], i: {} },
    ]
    for (const message of [...junk, ...strange]) sendRaw(message)
    expect(await calls['test.double']({ n: 1 })).toEqual({ ok: true, value: 2 })
    expect(bugs).toHaveLength(junk.length + strange.length)
  })

  it('gives up at the deadline of the method, not before', async () => {
    const clock = new FakeClock()
    const { calls } = await start(clock)
    let result: unknown
    void calls['test.hang'](undefined).then((value) => (result = value))
    await clock.advanceBy(4999)
    expect(result).toBeUndefined()
    await clock.advanceBy(1)
    expect(result).toMatchObject({ ok: false, error: { code: 'timeout' } })
    expect(await calls['test.double']({ n: 1 })).toEqual({ ok: true, value: 2 })
    expect(clock.pendingCount).toBe(0)
  })

  it('ends every open call when the core is gone, and refuses new ones', async () => {
    const clock = new FakeClock()
    const { calls, served, window } = await start(clock)
    const open = [calls['test.hang'](undefined), calls['test.hang'](undefined)]
    await calls['test.double']({ n: 1 })
    const closed = vi.fn()
    window.onClose(closed)
    served.close()
    for (const result of await Promise.all(open)) {
      expect(result).toMatchObject({ ok: false, error: { code: 'disconnected' } })
    }
    expect(await calls['test.double']({ n: 1 })).toMatchObject({ ok: false, error: { code: 'disconnected' } })
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
    expect(clock.pendingCount).toBe(0)
  })

  it('tells the core when a window is gone; what is emitted then is dropped', async () => {
    const { client, core, served, bugs } = await start()
    const closed = vi.fn()
    core.onClose(closed)
    client.close()
    client.close()
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
    served.emit('patch', 1)
    served.close()
    const late = vi.fn()
    core.onClose(late)
    core.onClose(late)()
    await vi.waitFor(() => expect(late).toHaveBeenCalledOnce())
    expect(bugs).toEqual([])
  })

  it('delivers events in order, between answers too', async () => {
    const { served, events, calls } = await start()
    for (let n = 0; n < 500; n += 1) served.emit('patch', { n })
    await calls['test.double']({ n: 1 })
    expect(events).toEqual(Array.from({ length: 500 }, (_, n) => ({ n })))
    served.emit('unknown', 1)
    served.emit('constructor', 1)
    served.emit('patch', 'last')
    await vi.waitFor(() => expect(events.at(-1)).toBe('last'))
  })

  it('reports an event listener that throws, and goes on', async () => {
    const { served, listenerBugs, events } = await start()
    served.emit('broken', 1)
    served.emit('patch', 2)
    await vi.waitFor(() => expect(events).toEqual([2]))
    expect(listenerBugs).toHaveLength(1)
  })

  it('loses nothing that was sent before anyone listened', async () => {
    const { core, window } = await connect()
    window.post({ n: 1 })
    window.post({ n: 2 })
    await nextTurn()
    await nextTurn()
    const received: unknown[] = []
    core.onMessage((message) => received.push(message))
    await vi.waitFor(() => expect(received).toEqual([{ n: 1 }, { n: 2 }]))
  })

  it('turns an answer of a strange core into a failure', async () => {
    const { core, window } = await connect()
    const answers: unknown[] = [
      7,
      null,
      { ok: false },
      { ok: false, error: { code: 'made_up', message: 'x' } },
    ]
    core.onMessage((message) => {
      const { i } = message as { i: string }
      core.post({ t: 's', i, r: answers.shift() })
    })
    const { calls } = createClient({
      contract: testContract,
      endpoint: window,
      clock: new SystemClock(),
      events: {},
    })
    for (let left = answers.length; left > 0; left -= 1) {
      expect(await calls['test.nothing'](undefined)).toMatchObject({ ok: false, error: { code: 'internal' } })
    }
  })

  it('takes no junk for any call of the core', async () => {
    const { core, window } = await connect()
    const called: string[] = []
    const all: Record<string, () => never> = {}
    for (const name of Object.keys(coreContract)) {
      all[name] = () => {
        called.push(name)
        return raise(name)
      }
    }
    serveContract({
      contract: coreContract,
      endpoint: core,
      handlers: all as unknown as Handlers<typeof coreContract>,
      reportBug: () => undefined,
    })
    const { calls } = createClient({
      contract: coreContract,
      endpoint: window,
      clock: new SystemClock(),
      events: {},
    })
    // These methods take any object, because all of their fields are optional.
    const lenient = new Set(['settings.set', 'proxy.set', 'rules.set', 'rules.preview'])
    for (const [name, call] of Object.entries(calls)) {
      for (const junk of lenient.has(name) ? [7, 'x', null] : [7, 'x', null, [], { chatId: '1' }]) {
        const result = await (call as (input: unknown) => Promise<unknown>)(junk)
        expect(result, name).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
      }
    }
    expect(called).toEqual([])
  })
})

describe('a WebSocket endpoint', () => {
  const broken: { name: string; send: (socket: WebSocket) => void; code: number }[] = [
    { name: 'text that is no JSON', send: (socket) => socket.send('{"t":'), code: 1007 },
    { name: 'a binary frame', send: (socket) => socket.send(Buffer.from('{}')), code: 1003 },
    {
      name: 'a large frame',
      send: (socket) => socket.send(JSON.stringify('x'.repeat(maxFrameBytes))),
      code: 1009,
    },
    {
      name: 'a frame over the limit of the server',
      send: (socket) => socket.send('x'.repeat(2 * maxFrameBytes + 1)),
      code: 1009,
    },
  ]
  it.each(broken)('ends the connection on $name', async ({ send, code }) => {
    const { server, client } = await openSockets()
    const endpoint = createWebSocketEndpoint(server)
    const received = vi.fn()
    const closed = vi.fn()
    endpoint.onMessage(received)
    endpoint.onClose(closed)
    client.on('error', () => undefined)
    const end = once(client, 'close')
    send(client)
    send(client)
    expect((await end)[0]).toBe(code)
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
    endpoint.post({ n: 1 })
    expect(received).not.toHaveBeenCalled()
  })

  it('survives bytes that are no WebSocket frame', async () => {
    const { server, client } = await openSockets()
    const closed = vi.fn()
    createWebSocketEndpoint(server).onClose(closed)
    const endpoint = createWebSocketEndpoint(server)
    endpoint.onMessage(() => undefined)
    // @ts-expect-error the raw connection below the WebSocket
    client._socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]))
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
  })

  it('is closed from the start when its socket is', async () => {
    const { server, client } = await openSockets()
    client.terminate()
    await once(server, 'close')
    const closed = vi.fn()
    createWebSocketEndpoint(server).onClose(closed)
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
  })
})
