import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, protocol, session, type BrowserWindow } from 'electron/main'
import type { Logger } from 'pino'
import { SystemClock } from '#core/system-clock.ts'
import { dropForeignVariables } from '#hosts/launch/environment.ts'
import { readLaunchOptions } from '#hosts/launch/launch-options.ts'
import { createFileLogger } from '#hosts/process/create-logger.ts'
import { ignoreLostOutput } from '#hosts/process/print.ts'
import { shellChannels } from '../preload/shell-channels.ts'
import { createBadge } from './badge.ts'
import { HostedCore } from './core-supervisor.ts'
import { readIcons } from './icons.ts'
import { installMenu } from './menu.ts'
import { answerAppRequest, appScheme, appSchemePrivileges } from './security/app-protocol.ts'
import { guardNavigation } from './security/navigation-guard.ts'
import { closeNetwork } from './security/network-guard.ts'
import { guardPermissions } from './security/permissions.ts'
import { serveShell } from './shell-ipc.ts'
import { createSystemNotifications } from './system-notifications.ts'
import { bringToFront, openWindow } from './window.ts'

const rendererFolder = fileURLToPath(new URL('../renderer', import.meta.url))

ignoreLostOutput()
app.enableSandbox()
protocol.registerSchemesAsPrivileged([appSchemePrivileges])
guardNavigation(app)

dropForeignVariables(process.env, app.isPackaged)
const launch = readLaunchOptions(process.env)
const shellFolder = join(launch.profileFolder, 'electron')

if (!canWriteShellFolder()) {
  app.exit(1)
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(run)
} else {
  process.stdout.write('Watchfloor is open with this profile already; its window is in front now.\n')
  app.quit()
}

/** One instance per profile: the lock and all that Chromium keeps are in the profile. */
function canWriteShellFolder(): boolean {
  try {
    mkdirSync(shellFolder, { recursive: true, mode: 0o700 })
    accessSync(shellFolder, constants.W_OK)
    app.setPath('userData', shellFolder)
    return true
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    process.stderr.write(`The profile folder cannot be written: ${why}\n`)
    return false
  }
}

async function run(): Promise<void> {
  const log = createFileLogger(launch.profileFolder, 'main', new SystemClock())
  endAtBugs(log)
  let window: BrowserWindow | undefined

  guardPermissions(session.defaultSession)
  await closeNetwork(session.defaultSession)
  session.defaultSession.protocol.handle(appScheme, (request) => answerAppRequest(request, rendererFolder))
  installMenu(process.platform, !app.isPackaged)

  const core = new HostedCore({
    launch,
    log,
    onState: (state) => {
      window?.webContents.send(shellChannels.coreState, state)
    },
    handOver: (contents, channel) => {
      contents.postMessage(shellChannels.corePort, undefined, [channel.port2])
    },
  })
  const show = (): void => {
    if (window === undefined) open()
    else bringToFront(window)
  }
  const notifications = createSystemNotifications((action) => {
    if (action.kind === 'open') show()
    window?.webContents.send(shellChannels.notificationAction, action)
  })
  const badge = createBadge({ icons: readIcons(), findWindow: () => window, onOpen: show })
  serveShell({ core, notifications, badge, log })
  core.start()

  const open = (): void => {
    window = openWindow(join(shellFolder, 'window.json'), readIcons().app)
    window.on('closed', () => {
      window = undefined
    })
  }
  open()

  app.on('second-instance', show)
  app.on('activate', () => {
    if (window === undefined) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    // The core closes its files first. A second quit could come too early to be handled; an exit cannot.
    event.preventDefault()
    void core.stop().finally(() => {
      app.exit(0)
    })
  })
  // The process that started this one is gone, for whatever reason.
  process.on('disconnect', () => {
    app.quit()
  })
}

/** Ends the program at an uncaught exception, because nobody knows which work it left undone. */
function endAtBugs(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught')
    process.stderr.write(`Watchfloor ended by a bug; its log is in ${launch.profileFolder}/logs.\n`)
    app.exit(70)
  })
}
