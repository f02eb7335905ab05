import type { MessagePortMain } from 'electron/main'
import type { Core } from '#core/core-options.ts'
import { SystemClock } from '#core/system-clock.ts'
import { createMessagePortEndpoint } from '../endpoints/message-port-endpoint.ts'
import type { FromCore, StartCore, ToCore } from '../process/core-messages.ts'
import { createFileLogger } from '../process/create-logger.ts'
import { ignoreLostOutput } from '../process/print.ts'
import { createEnding, exitOnBugs, openHostedCore } from '../process/run-core.ts'
import { createRemoteSecretStore } from '../secrets/remote-secret-store.ts'

// The core process of Electron: a utility process, started and watched by the main process.

ignoreLostOutput()

const { parentPort } = process
const send = (message: FromCore): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
  parentPort.postMessage(message)
}

// Ctrl+C reaches the whole process group, but the main process closes the core in order.
process.on('SIGINT', () => undefined)

parentPort.once('message', ({ data }: { data: ToCore }) => {
  if (data.kind === 'start') void run(data.core)
})

async function run(start: StartCore): Promise<void> {
  const log = createFileLogger(start.profileFolder, 'core', new SystemClock())
  exitOnBugs(log)
  const secrets = createRemoteSecretStore(send)
  let core: Core | undefined
  const end = createEnding(log, async () => {
    await core?.close()
  })
  const connect = (port: MessagePortMain): void => {
    core?.connect(createMessagePortEndpoint(port))
  }
  parentPort.on('message', ({ data, ports }: { data: ToCore; ports: MessagePortMain[] }) => {
    secrets.take(data)
    const [port] = ports
    if (data.kind === 'connect' && port !== undefined) connect(port)
    else if (data.kind === 'close') end(0)
  })
  const opened = await openHostedCore({ start, host: 'electron', secrets, log, send })
  if (opened.ok) {
    core = opened.value
    send({ kind: 'ready' })
  } else send({ kind: 'refused', reason: opened.error.code, message: opened.error.message })
}
