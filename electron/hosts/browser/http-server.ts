import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import * as v from 'valibot'
import { WebSocketServer, type WebSocket } from 'ws'
import { browserHost } from '#shared/contract/shell-contract.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { buildContentSecurityPolicy } from '../web/content-security-policy.ts'
import { securityHeaders } from '../web/security-headers.ts'
import { readStaticFile } from '../web/static-files.ts'
import { formatSessionCookie, isOwnHost, isOwnOrigin, readCookie, sessionCookieName } from './access.ts'
import { readSmallBody } from './read-small-body.ts'
import type { SessionKeeper } from './session-keeper.ts'
import { renderSignInPage, signInPaths, signInScript, signInStyle } from './sign-in-page.ts'

export interface HttpServerOptions {
  /** 0: any free port. */
  readonly port: number
  readonly rendererFolder: string
  readonly sessions: SessionKeeper
  /** A window's WebSocket, let in already. */
  readonly onSocket: (socket: WebSocket) => void
  readonly onError: (error: unknown) => void
}

export interface RunningHttpServer {
  readonly port: number
  close(): Promise<void>
}

const tokenBody = v.object({ token: v.pipe(v.string(), v.maxLength(200)) })
const maxTokenBodyBytes = 1_024

/** Serves the console to browsers of this machine: pages and files by HTTP, the core by WebSocket. */
export async function startHttpServer(
  options: HttpServerOptions,
): Promise<Result<RunningHttpServer, 'port_taken'>> {
  const { sessions } = options
  const sockets = new WebSocketServer({ noServer: true, maxPayload: browserHost.maxMessageBytes })
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      options.onError(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  let port = options.port

  const hasSession = (request: IncomingMessage): boolean =>
    sessions.isSessionKey(readCookie(request.headers.cookie, sessionCookieName(port)))

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', headers } = request
    const [pathname = '/'] = (request.url ?? '/').split('?')
    const ownAddress = (name: string): string => `ws://${name}:${port}`
    const policy = buildContentSecurityPolicy({
      connect: ["'self'", ownAddress('127.0.0.1'), ownAddress('localhost')],
    })
    for (const [name, value] of Object.entries(securityHeaders(policy))) response.setHeader(name, value)
    response.setHeader('Cache-Control', 'no-store')
    const end = (status: number): void => {
      response.writeHead(status).end()
    }
    const send = (contentType: string, content: string | Buffer): void => {
      response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(content) })
      response.end(method === 'HEAD' ? undefined : content)
    }

    if (!isOwnHost(headers.host, port)) return end(403)
    if (pathname === browserHost.sessionPath) {
      if (method === 'GET') return end(hasSession(request) ? 204 : 401)
      if (method === 'POST') return end(await exchangeToken(request, response))
      return end(405)
    }
    if (method !== 'GET' && method !== 'HEAD') return end(405)
    if (pathname === signInPaths.script) return send('text/javascript; charset=utf-8', signInScript)
    if (pathname === signInPaths.style) return send('text/css; charset=utf-8', signInStyle)
    // Browsers ask for it by themselves; the console's page names its own icon.
    if (pathname === '/favicon.ico') return end(204)
    if (!hasSession(request)) {
      if (pathname === '/')
        return send('text/html; charset=utf-8', renderSignInPage(headers['accept-language']))
      return end(401)
    }
    const file = await readStaticFile(options.rendererFolder, pathname)
    if (file === undefined) return end(404)
    response.setHeader('Cache-Control', file.cacheControl)
    send(file.contentType, file.content)
  }

  const exchangeToken = async (request: IncomingMessage, response: ServerResponse): Promise<number> => {
    const { headers } = request
    if (!isOwnOrigin({ host: headers.host, origin: headers.origin }, port)) return 403
    if (headers['content-type'] !== 'application/json') return 415
    const body = await readSmallBody(request, maxTokenBodyBytes)
    if (body === undefined) return 413
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), tokenBody), body)
    if (!parsed.success) return 400
    const sessionKey = sessions.exchange(parsed.output.token)
    if (sessionKey === undefined) return 401
    response.setHeader('Set-Cookie', formatSessionCookie(port, sessionKey))
    return 204
  }

  const refuseUpgrade = (request: IncomingMessage): string | undefined => {
    const { headers, url } = request
    if (url !== browserHost.corePath) return '404 Not Found'
    if (!isOwnOrigin({ host: headers.host, origin: headers.origin }, port)) return '403 Forbidden'
    return hasSession(request) ? undefined : '401 Unauthorized'
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', options.onError)
    const refusal = refuseUpgrade(request)
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, options.onSocket)
  })

  const isListening = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false)
      else reject(error)
    })
    server.listen({ host: '127.0.0.1', port: options.port }, () => {
      resolve(true)
    })
  })
  if (!isListening) return fail('port_taken', `port ${options.port} cannot be used`)
  const address = server.address()
  if (typeof address === 'object' && address !== null) port = address.port
  server.on('error', options.onError)

  return ok({
    port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate()
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  })
}
