import { Notification } from 'electron/main'
import type { NotificationAction, ShellNotification } from '#shared/contract/shell-contract.ts'
import { writeNotificationText } from './notification-text.ts'

export interface SystemNotifications {
  show(notification: ShellNotification): void
  close(id: string): void
}

/** Notifications of the operating system; nothing is shown where it has none. */
export function createSystemNotifications(
  onAction: (action: NotificationAction) => void,
): SystemNotifications {
  // Keeps a reference: without it a shown notification is garbage-collected, and its buttons do nothing.
  const shown = new Map<string, Notification>()
  const close = (id: string): void => {
    shown.get(id)?.close()
    shown.delete(id)
  }
  return {
    show: ({ body, id, isSilent, markReadLabel, replyPlaceholder, title }) => {
      if (!Notification.isSupported()) return
      close(id)
      const notification = new Notification({
        title,
        body: writeNotificationText(body, process.platform),
        silent: isSilent,
        hasReply: replyPlaceholder !== undefined,
        ...(replyPlaceholder === undefined ? {} : { replyPlaceholder }),
        actions: markReadLabel === undefined ? [] : [{ type: 'button', text: markReadLabel }],
      })
      shown.set(id, notification)
      const forget = (): void => {
        if (shown.get(id) === notification) shown.delete(id)
      }
      notification.on('click', () => {
        onAction({ kind: 'open', id })
        forget()
      })
      notification.on('reply', (event) => {
        onAction({ kind: 'reply', id, text: event.reply })
        forget()
      })
      notification.on('action', () => {
        onAction({ kind: 'mark_read', id })
        forget()
      })
      notification.on('close', forget)
      notification.on('failed', forget)
      notification.show()
    },
    close,
  }
}
