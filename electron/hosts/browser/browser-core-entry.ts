import type { WebSocket } from 'ws'
import { SystemClock } from '#core/system-clock.ts'
import type { Core } from '#core/core-options.ts'
import { createWebSocketEndpoint } from '../endpoints/web-socket-endpoint.ts'
import type { FromCore, StartCore, StartHttp, ToCore } from '../process/core-messages.ts'
import { createFileLogger } from '../process/create-logger.ts'
import { ignoreLostOutput } from '../process/print.ts'
import { createEnding, exitOnBugs, openHostedCore } from '../process/run-core.ts'
import { createFileSecretStore } from '../secrets/file-secret-store.ts'
import { startHttpServer } from './http-server.ts'
import { createSessionKeeper } from './session-keeper.ts'

// The core process of the browser host: owns the HTTP and WebSocket server and the core, started by browser-host-entry.

ignoreLostOutput()

const send = (message: FromCore): void => {
  if (process.connected) process.send?.(message)
}

process.on('message', (message: ToCore) => {
  if (message.kind !== 'start' || message.http === undefined) return
  process.removeAllListeners('message')
  void run(message.core, message.http)
})

async function run(start: StartCore, http: StartHttp): Promise<void> {
  const clock = new SystemClock()
  const log = createFileLogger(start.profileFolder, 'core', clock)
  exitOnBugs(log)
  const sessions = createSessionKeeper({
    clock,
    sessionKey: http.sessionKey,
    pageKey: http.pageKey,
    tokens: http.tokens,
    onUsed: (token) => {
      send({ kind: 'token_used', token })
    },
  })

  let core: Core | undefined
  // Windows that were let in before the core is open; they wait in this set.
  const early = new Set<WebSocket>()
  const server = await startHttpServer({
    port: http.port,
    rendererFolder: http.rendererFolder,
    sessions,
    onSocket: (socket) => {
      if (core === undefined) {
        socket.pause()
        early.add(socket)
      } else core.connect(createWebSocketEndpoint(socket))
    },
    onError: (error) => {
      log.warn({ err: error }, 'http')
    },
    onRefused: (why) => {
      log.warn({ why }, 'a connection was refused')
    },
  })
  const end = createEnding(log, async () => {
    if (server.ok) await server.value.close()
    await core?.close()
  })
  process.on('message', (message: ToCore) => {
    if (message.kind === 'add_token') sessions.addToken(message.token)
    else if (message.kind === 'close') end(0)
  })
  process.on('disconnect', () => {
    end(0)
  })
  if (!server.ok) {
    send({ kind: 'port_taken', port: http.port })
    return
  }

  core = await openHostedCore({
    start,
    host: 'browser',
    secrets: createFileSecretStore(start.profileFolder),
    log,
    send,
  })
  if (core === undefined) return
  for (const socket of early) {
    core.connect(createWebSocketEndpoint(socket))
    socket.resume()
  }
  early.clear()
  send({ kind: 'ready', port: server.value.port })
}
