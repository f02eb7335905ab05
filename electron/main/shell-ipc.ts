import { ipcMain, shell, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import { shellChannels } from '../preload/shell-channels.ts'
import type { HostedCore } from './core-supervisor.ts'
import { openExternalLink } from './security/external-links.ts'
import { isTrustedSender } from './security/sender-guard.ts'

/** Answers the shell API of the preload script; messages of anybody but our page's main frame are dropped. */
export function serveShell(core: HostedCore): void {
  listen(shellChannels.requestCorePort, (event) => {
    core.connect(event.sender)
  })
  listen(shellChannels.restartCore, () => {
    core.restart()
  })
  handle(shellChannels.getCoreState, () => core.state())
  handle(shellChannels.openExternal, (address) =>
    openExternalLink(address, (allowed) => shell.openExternal(allowed)),
  )
}

function listen(channel: string, run: (event: IpcMainEvent) => void): void {
  ipcMain.on(channel, (event) => {
    if (isTrustedSender(event)) run(event)
  })
}

function handle(channel: string, run: (input: unknown) => unknown): void {
  ipcMain.handle(channel, (event: IpcMainInvokeEvent, input: unknown) => {
    if (!isTrustedSender(event)) throw new Error('not for this page')
    return run(input)
  })
}
