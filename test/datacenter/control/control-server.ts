import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RpcError } from '../rpc.ts'
import { createChatRoutes } from './chat-routes.ts'
import { ControlError } from './control-error.ts'
import { createMessageRoutes } from './message-routes.ts'
import { createPeopleRoutes } from './people-routes.ts'
import { RequestBody } from './request-body.ts'
import type { ControlParts, ControlRequest, Route } from './route.ts'
import { createScheduledRoutes } from './scheduled-routes.ts'
import { createServerRoutes } from './server-routes.ts'

const maxBodyBytes = 4 * 1024 * 1024

export interface ControlServerOptions extends ControlParts {
  /** 0: any free port. Loopback only. */
  readonly port: number
}

export interface ControlServer {
  readonly port: number
  close(): Promise<void>
}

/** Starts the HTTP API by which tests and operators drive the data centre; README.md lists what it serves. */
export async function startControlServer(options: ControlServerOptions): Promise<ControlServer> {
  let port = options.port
  const routes: readonly Route[] = [
    { method: 'GET', path: '/info', run: () => options.describeInfo(port) },
    ...createPeopleRoutes(options),
    ...createChatRoutes(options),
    ...createMessageRoutes(options),
    ...createScheduledRoutes(options),
    ...createServerRoutes(options),
  ]
  const server = createServer((request, response) => {
    answer(routes, port, request)
      .then((result) => writeJson(response, 200, result))
      .catch((error: unknown) => writeError(response, error))
  })
  port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
  return {
    port,
    close: async () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      server.close(() => resolve())
      server.closeAllConnections()
      await promise
    },
  }
}

async function answer(routes: readonly Route[], port: number, request: IncomingMessage): Promise<object> {
  checkHost(request, port)
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`)
  for (const route of routes) {
    if (route.method !== request.method) continue
    const params = matchPath(route.path, url.pathname)
    if (params === undefined) continue
    const body = await readBody(request)
    const controlRequest: ControlRequest = { params, query: url.searchParams, body }
    return await route.run(controlRequest)
  }
  const known = routes.map((route) => `${route.method} ${route.path}`).join(', ')
  throw new ControlError(
    404,
    'not_found',
    `${request.method} ${url.pathname} is not served; there are: ${known}`,
  )
}

/** A page in a browser reaches loopback ports under names of its own: only our own name is answered. */
function checkHost(request: IncomingMessage, port: number): void {
  const { host, origin } = request.headers
  const allowed = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (host === undefined || !allowed.includes(host)) {
    throw new ControlError(403, 'bad_host', `the Host header has to be ${allowed.join(' or ')}`)
  }
  if (origin !== undefined)
    throw new ControlError(403, 'bad_host', 'pages in browsers are not served: leave the Origin header out')
}

function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/')
  const found = path.split('/')
  if (wanted.length !== found.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = found[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}

async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes)
      throw new ControlError(413, 'too_large', `a request body has at most ${maxBodyBytes} bytes`)
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (text === '') return new RequestBody({})
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError(400, 'bad_json', 'the request body has to be a JSON object')
  }
  return new RequestBody(value as Readonly<Record<string, unknown>>)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw new ControlError(400, 'bad_json', `the request body is not JSON: ${problem}`)
  }
}

function writeError(response: ServerResponse, error: unknown): void {
  if (error instanceof ControlError) {
    writeJson(response, error.status, { code: error.code, message: error.message })
    return
  }
  if (error instanceof RpcError) {
    const message = `Telegram would refuse this: ${error.code} ${error.message}`
    writeJson(response, 422, {
      code: 'refused_by_telegram',
      message,
      rpcError: { code: error.code, message: error.message },
    })
    return
  }
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`data centre: control API: ${problem}\n`)
  writeJson(response, 500, {
    code: 'internal',
    message: 'this is a bug of the data centre; its error output has the details',
  })
}

function writeJson(response: ServerResponse, status: number, value: object): void {
  const text = JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'bigint' ? field.toString() : field,
  )
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(text)
}
