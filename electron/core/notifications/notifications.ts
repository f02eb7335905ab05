import type { AlarmView } from '#shared/contract/entities/team.ts'
import type { NotificationView, WaitView } from '#shared/contract/entities/triage.ts'
import { notifyEvent } from '#shared/contract/entities/triage.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import { AlarmNotifications } from './alarm-notifications.ts'
import { MessageNotifications } from './message-notifications.ts'
import { asMessageId } from '../telegram/ids.ts'
import type { NotificationContext } from './notification-context.ts'
import { NotificationWindows, type SendEvent } from './notification-windows.ts'
import { isQuietNow } from './quiet-hours.ts'
import { ShownNotifications } from './shown-notifications.ts'
import { WaitNotifications } from './wait-notifications.ts'

/** How long a new window needs until it can show anything. */
const settleMs = 1_000

/** Decides what windows tell the system, and takes it back when it is read elsewhere or no longer true. */
export interface Notifications {
  /** Every window gets every notification; the window decides whether its subject is on screen already. */
  connect(window: SendEvent): Cancel
  /** Takes every event of Telegram, after the rows and the clocks did. */
  follow(event: TelegramEvent): void
  /** A group goes on as another chat. */
  onUpgrade(fromChatId: number, toChatId: number): void
  /** Is called after every change of the team's alarms. */
  onAlarms(views: readonly AlarmView[]): void
  /** Is called after each change of the chat's wait; undefined: nobody waits. */
  onWaitChanged(chatId: number, wait: WaitView | undefined): void
  /** Chats are shown or hidden from now on: notifications of hidden chats leave the screens, and no new ones come. */
  onVisibility(chatIds: readonly number[]): void
  /** Whether no notifications are wanted now: during quiet hours, or because they are off. */
  isQuiet(): boolean
  /** Tells at once of something that another part decided to tell. */
  tell(view: NotificationView): void
  /** Forgets the account, and takes its notifications back. */
  clear(): void
  /** Takes all notifications back, and tells nothing from now on. */
  close(): void
}

/** Ties the parts together. */
export function createNotifications(context: NotificationContext): Notifications {
  const { clock, isVisible, model, readSettings, upgrades } = context
  const windows = new NotificationWindows(context)
  const shown = new ShownNotifications(windows)
  const messages = new MessageNotifications({ ...context, windows, shown })
  const waits = new WaitNotifications({ ...context, windows, shown })
  const alarms = new AlarmNotifications(windows)
  const clear = (): void => {
    messages.clear()
    waits.clear()
    shown.clear()
    alarms.follow([])
  }
  return {
    connect: (window) => {
      const disconnect = windows.connect(window)
      const cancelAlarms = clock.schedule(clock.now() + settleMs, () => {
        for (const view of alarms.readSounding()) window(notifyEvent, view)
      })
      return () => {
        cancelAlarms()
        disconnect()
      }
    },
    follow: (event) => {
      if (event.kind === 'message_arrived') messages.follow(event.message)
      else if (event.kind === 'read_moved') {
        const readId = asMessageId(model.findRecord(event.chatId)?.lastReadInboxId ?? 0)
        const at = upgrades.place(event.chatId, readId)
        shown.retractRead(at.chatId, at.messageId)
      }
    },
    onUpgrade: (from, to) => {
      messages.move(from, to)
      waits.move(from, to)
      shown.move(from, to)
    },
    onAlarms: (views) => {
      if (!windows.isClosed) alarms.follow(views)
    },
    onWaitChanged: (chatId, wait) => waits.follow(chatId, wait),
    onVisibility: (chatIds) => {
      for (const chatId of chatIds) {
        if (isVisible(chatId)) continue
        messages.drop(chatId)
        waits.drop(chatId)
        shown.retract(chatId)
      }
    },
    isQuiet: () => isQuietNow(context) || !readSettings().isOn,
    tell: (view) => windows.notify(view),
    clear,
    close: () => {
      clear()
      windows.close()
    },
  }
}
