import { ipcMain, shell, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import type { Logger } from 'pino'
import * as v from 'valibot'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import { shellChannels } from '../preload/shell-channels.ts'
import type { Badge } from './badge.ts'
import type { HostedCore } from './core-supervisor.ts'
import type { SystemNotifications } from './system-notifications.ts'
import { openExternalLink } from './security/external-links.ts'
import { isTrustedSender } from './security/sender-guard.ts'

interface ShellParts {
  readonly core: HostedCore
  readonly notifications: SystemNotifications
  readonly badge: Badge
  readonly log: Logger
}

const words = v.pipe(v.string(), v.maxLength(1_000))
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))
const NotificationInput = v.object({
  id: words,
  title: words,
  body: words,
  isSilent: v.boolean(),
  replyPlaceholder: v.exactOptional(words),
  markReadLabel: v.exactOptional(words),
})
const BadgeInput = v.object({
  redCount: count,
  waitingCount: count,
  tooltip: words,
  openLabel: words,
  quitLabel: words,
})

/**
 * Answers the shell API of the preload script; messages from anywhere but the main frame of our own page are
 * dropped.
 */
export function serveShell({ badge, core, log, notifications }: ShellParts): void {
  /** Drops invalid input of a page, which must end neither the program nor what it shows. */
  const listenFor = <Schema extends v.GenericSchema>(
    channel: string,
    schema: Schema,
    run: (input: v.InferOutput<Schema>) => void,
  ): void => {
    listen(channel, (_event, input) => {
      const parsed = parseOutside(schema, input)
      if (parsed.success) run(parsed.output)
      else log.error({ channel, problem: parsed.problem }, 'a page said nonsense')
    })
  }
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
  listenFor(shellChannels.showNotification, NotificationInput, (notification) => {
    notifications.show(notification)
  })
  listenFor(shellChannels.closeNotification, words, (id) => {
    notifications.close(id)
  })
  listenFor(shellChannels.setBadge, BadgeInput, (input) => {
    badge.set(input)
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
