import { ipcMain, shell, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import { shellChannels } from '../preload/shell-channels.ts'
import * as v from 'valibot'
import type { Badge } from './badge.ts'
import type { HostedCore } from './core-supervisor.ts'
import type { SystemNotifications } from './system-notifications.ts'
import { openExternalLink } from './security/external-links.ts'
import { isTrustedSender } from './security/sender-guard.ts'

interface ShellParts {
  readonly core: HostedCore
  readonly notifications: SystemNotifications
  readonly badge: Badge
}

const words = v.pipe(v.string(), v.maxLength(1_000))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const NotificationInput = v.object({
  id: words,
  title: words,
  body: words,
  isSilent: v.boolean(),
  replyPlaceholder: v.exactOptional(words),
  markReadLabel: words,
})
const BadgeInput = v.object({
  redCount: count,
  waitingCount: count,
  tooltip: words,
  openLabel: words,
  quitLabel: words,
})

/** Answers the shell API of the preload script; messages of anybody but our page's main frame are dropped. */
export function serveShell({ badge, core, notifications }: ShellParts): void {
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
  listen(shellChannels.showNotification, (_event, input) => {
    notifications.show(v.parse(NotificationInput, input))
  })
  listen(shellChannels.closeNotification, (_event, input) => {
    notifications.close(v.parse(words, input))
  })
  listen(shellChannels.setBadge, (_event, input) => {
    badge.set(v.parse(BadgeInput, input))
  })
}

function listen(channel: string, run: (event: IpcMainEvent, input: unknown) => void): void {
  ipcMain.on(channel, (event, input: unknown) => {
    if (isTrustedSender(event)) run(event, input)
  })
}

function handle(channel: string, run: (input: unknown) => unknown): void {
  ipcMain.handle(channel, (event: IpcMainInvokeEvent, input: unknown) => {
    if (!isTrustedSender(event)) throw new Error('not for this page')
    return run(input)
  })
}
