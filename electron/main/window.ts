import { fileURLToPath } from 'node:url'
import type { NativeImage } from 'electron'
import { BrowserWindow, screen } from 'electron/main'
import { appPage } from './security/app-protocol.ts'
import { webRtcPolicy } from './security/network-guard.ts'
import { createWebPreferences } from './security/web-preferences.ts'
import {
  minimumSize,
  placeWindow,
  readWindowState,
  writeWindowState,
  type WindowState,
} from './window-state.ts'

const preload = fileURLToPath(new URL('../preload/index.cjs', import.meta.url))
const saveAfterMs = 400
/** The dark theme's background, so that nothing flashes before the page paints itself. */
const backgroundColor = '#131417'

/** Opens the console's window where it was and keeps that place in `stateFile`. */
export function openWindow(stateFile: string, icon: NativeImage): BrowserWindow {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  const place = placeWindow(
    readWindowState(stateFile),
    [primary, ...others].map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    backgroundColor,
    title: 'Watchfloor',
    icon,
    autoHideMenuBar: true,
    webPreferences: createWebPreferences(preload),
  })
  window.webContents.setWebRTCIPHandlingPolicy(webRtcPolicy)
  window.once('ready-to-show', () => {
    if (place.isMaximized) window.maximize()
    window.show()
  })
  keepState(window, stateFile)
  void window.loadURL(appPage)
  return window
}

/** Restores and focuses a window, whatever state it is in. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  if (!window.isVisible()) window.show()
  window.focus()
}

function keepState(window: BrowserWindow, stateFile: string): void {
  let timer: NodeJS.Timeout | undefined
  const read = (): WindowState => ({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
  const saveSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!window.isDestroyed()) writeWindowState(stateFile, read())
    }, saveAfterMs)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('close', () => {
    clearTimeout(timer)
    writeWindowState(stateFile, read())
  })
}
