import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { browserHost } from '#shared/contract/shell-contract.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { answerRequest } from './answer-request.ts'
import { RequestGate } from './request-gate.ts'
import type { SessionKeeper } from './session-keeper.ts'

export interface HttpServerOptions {
  /** 0: any free port. */
  readonly port: number
  readonly rendererFolder: string
  readonly sessions: SessionKeeper
  /** A window's WebSocket, let in already. */
  readonly onSocket: (socket: WebSocket) => void
  readonly onError: (error: unknown) => void
  /** A connection that got no WebSocket, or nothing at all because there are too many. */
  readonly onRefused: (why: string) => void
}

/** Far more than the tabs of one browser hold; the rest is closed as it comes. */
export const maxConnections = 200
/** A browser on this machine sends a whole request at once. */
const timeouts = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 5_000 }

export interface RunningHttpServer {
  readonly port: number
  close(): Promise<void>
}

/** Serves the console to browsers of this machine: pages and files by HTTP, the core by WebSocket. */
export async function startHttpServer(
  options: HttpServerOptions,
): Promise<Result<RunningHttpServer, 'port_taken'>> {
  const server = createServer(timeouts)
  server.maxConnections = maxConnections
  if (!(await listen(server, options.port))) {
    return fail('port_taken', `port ${options.port} cannot be used`)
  }
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  const gate = new RequestGate(options.sessions, port)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: browserHost.maxMessageBytes,
    // The other subprotocol is the page key, which no answer repeats.
    handleProtocols: (offered) => offered.has(browserHost.socketProtocol) && browserHost.socketProtocol,
  })
  server.on('error', options.onError)
  server.on('drop', () => {
    options.onRefused('too many connections')
  })
  server.on('request', (request, response) => {
    answerRequest({ ...options, gate, port }, request, response).catch((error: unknown) => {
      options.onError(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', options.onError)
    const refusal = gate.refuseUpgrade(request)
    if (refusal === undefined) {
      sockets.handleUpgrade(request, socket, head, options.onSocket)
      return
    }
    options.onRefused(refusal)
    // The server does not look after a connection that asked for an upgrade: it would stay half open until the other
    // side ends it.
    socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => {
      socket.destroy()
    })
  })
  return ok({ port, close: () => close(server, sockets) })
}

/** False when another program uses the port. */
function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false)
      else reject(error)
    }
    server.once('error', refuse)
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', refuse)
      resolve(true)
    })
  })
}

function close(server: Server, sockets: WebSocketServer): Promise<void> {
  return new Promise((resolve) => {
    for (const socket of sockets.clients) socket.terminate()
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })
}
