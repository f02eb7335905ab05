import { app, Menu, Tray, type BrowserWindow } from 'electron/main'
import type { ShellBadge } from '#shared/contract/shell-contract.ts'
import type { Icons } from './icons.ts'

export interface Badge {
  set(badge: ShellBadge): void
}

/**
 * Shows the counts outside of the window: an icon in the tray, with a red dot while a chat is red, and the number
 * at the program's icon where the platform can show one.
 */
export function createBadge(options: {
  readonly icons: Icons
  readonly findWindow: () => BrowserWindow | undefined
  readonly onOpen: () => void
}): Badge {
  const { findWindow, icons, onOpen } = options
  let tray: Tray | undefined
  let wasRed: boolean | undefined
  return {
    set: ({ openLabel, quitLabel, redCount, tooltip, waitingCount }) => {
      const isRed = redCount > 0
      if (tray === undefined) {
        tray = new Tray(icons.tray)
        tray.on('click', onOpen)
      }
      tray.setToolTip(tooltip)
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: tooltip, enabled: false },
          { type: 'separator' },
          { label: openLabel, click: onOpen },
          { label: quitLabel, role: 'quit' },
        ]),
      )
      if (process.platform === 'darwin') tray.setTitle(isRed ? String(redCount) : '')
      app.setBadgeCount(isRed ? redCount : waitingCount)
      if (wasRed === isRed) return
      wasRed = isRed
      tray.setImage(isRed ? icons.trayRed : icons.tray)
      if (process.platform === 'win32') findWindow()?.setOverlayIcon(isRed ? icons.trayRed : null, tooltip)
    },
  }
}
