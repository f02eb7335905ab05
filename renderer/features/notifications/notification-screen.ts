import type { Cancel } from '#shared/lib/clock.ts'
import type { NotificationAction, ShellNotification } from '#shared/contract/shell-contract.ts'
import { shell } from '../../lib/core-link/host.ts'

/** Where notifications are shown: the shell's in Electron, the browser's in a tab. */
export interface NotificationScreen {
  show(notification: ShellNotification): void
  close(id: string): void
  onAction(listener: (action: NotificationAction) => void): Cancel
}

export function createNotificationScreen(): NotificationScreen {
  if (shell === undefined) return createBrowserScreen()
  const host = shell
  return {
    show: (notification) => {
      host.showNotification(notification)
    },
    close: (id) => {
      host.closeNotification(id)
    },
    onAction: (listener) => host.onNotificationAction(listener),
  }
}

/** Whether this window may show notifications; `unasked`: a click has to ask first. */
export function readPermission(): 'granted' | 'denied' | 'unasked' {
  if (shell !== undefined) return 'granted'
  if (typeof Notification === 'undefined') return 'denied'
  return Notification.permission === 'default' ? 'unasked' : Notification.permission
}

/** Asks the user of a browser tab; only after a click, or browsers refuse by themselves. */
export async function askPermission(): Promise<'granted' | 'denied' | 'unasked'> {
  if (readPermission() === 'unasked') await Notification.requestPermission()
  return readPermission()
}

/** A page cannot have buttons in its notifications: they open the chat, and that is all. */
function createBrowserScreen(): NotificationScreen {
  const shown = new Map<string, Notification>()
  const listeners = new Set<(action: NotificationAction) => void>()
  const close = (id: string): void => {
    shown.get(id)?.close()
    shown.delete(id)
  }
  return {
    show: ({ body, id, isSilent, title }) => {
      if (readPermission() !== 'granted') return
      // All tabs of a console show the same notification; the tag makes it appear once.
      const notification = new Notification(title, { body, tag: id, silent: isSilent, icon: '/icon.svg' })
      shown.set(id, notification)
      notification.addEventListener('click', () => {
        window.focus()
        for (const listener of listeners) listener({ kind: 'open', id })
        close(id)
      })
      notification.addEventListener('close', () => {
        if (shown.get(id) === notification) shown.delete(id)
      })
    },
    close,
    onAction: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
