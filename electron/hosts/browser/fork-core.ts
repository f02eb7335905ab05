import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from '../launch/child-environment.ts'
import type { FromCore } from '../process/core-messages.ts'
import type { CoreProcess, CoreProcessEvents } from '../supervision/supervisor.ts'

const coreEntry = fileURLToPath(new URL('browser-core.js', import.meta.url))

/** Starts a core process that serves browsers; `begin` sends its first message. */
export function forkCore(events: CoreProcessEvents, begin: (process: CoreProcess) => void): CoreProcess {
  const child = fork(coreEntry, [], {
    // The core has its own process group: Ctrl+C reaches this process alone, which closes the core in order.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    env: childEnvironment(),
  })
  child.on('message', (message) => {
    events.onMessage(message as FromCore)
  })
  child.once('error', (error) => {
    events.onExit(error.message)
  })
  child.once('exit', (code, signal) => {
    events.onExit(signal ?? `code ${code ?? 0}`)
  })
  const core: CoreProcess = {
    send: (message) => {
      if (child.connected) child.send(message)
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
  begin(core)
  return core
}
