import { SystemClock } from '#core/system-clock.ts'
import type { FromCore, StartCore, StartHttp, ToCore } from '../process/core-messages.ts'
import { createFileLogger } from '../process/create-logger.ts'
import { ignoreLostOutput } from '../process/print.ts'
import { createEnding, exitOnBugs, openHostedCore } from '../process/run-core.ts'
import { createFileSecretStore } from '../secrets/file-secret-store.ts'
import { startHttpServer } from './http-server.ts'
import { createSessionKeeper } from './session-keeper.ts'
import { WindowDesk } from './window-desk.ts'

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

  const desk = new WindowDesk({
    open: () =>
      openHostedCore({
        start,
        host: 'browser',
        secrets: createFileSecretStore(start.profileFolder),
        log,
        send,
      }),
    reportBug: (error) => {
      log.error({ err: error }, 'a refused window met a bug')
    },
    tellRefused: (message) => process.stderr.write(`${message}\n`),
  })
  const server = await startHttpServer({
    port: http.port,
    rendererFolder: http.rendererFolder,
    sessions,
    onSocket: (socket) => desk.take(socket),
    onError: (error) => {
      log.warn({ err: error }, 'http')
    },
    onRefused: (why) => {
      log.warn({ why }, 'a connection was refused')
    },
  })
  const end = createEnding(log, async () => {
    if (server.ok) await server.value.close()
    await desk.close()
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
  await desk.open()
  send({ kind: 'ready', port: server.value.port })
}
