import type { NotificationView, Retraction } from '#shared/contract/entities/triage.ts'
import { notifyEvent, retractEvent } from '#shared/contract/entities/triage.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import type { NotificationContext } from './notification-context.ts'

export type SendEvent = (name: string, payload: NotificationView | Retraction) => void

/**
 * The windows that get notifications. Of a hidden chat only its alarm reaches them, because alarms are for
 * everybody.
 */
export class NotificationWindows {
  readonly #isVisible: NotificationContext['isVisible']
  readonly #windows = new Set<SendEvent>()
  #isClosed = false

  constructor({ isVisible }: Pick<NotificationContext, 'isVisible'>) {
    this.#isVisible = isVisible
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Whether there is no window to tell. */
  get isEmpty(): boolean {
    return this.#isClosed || this.#windows.size === 0
  }

  connect(window: SendEvent): Cancel {
    this.#windows.add(window)
    return () => {
      this.#windows.delete(window)
    }
  }

  notify(view: NotificationView): void {
    if (view.kind === 'alarm' || this.#isVisible(view.chatId)) this.#send(notifyEvent, view)
  }

  /** Retracts a notification, even that of a chat which is hidden by now: it has to leave the screens. */
  retract(retraction: Retraction): void {
    this.#send(retractEvent, retraction)
  }

  /** Sends nothing from now on. */
  close(): void {
    this.#isClosed = true
  }

  #send(name: string, payload: NotificationView | Retraction): void {
    if (!this.#isClosed) for (const window of this.#windows) window(name, payload)
  }
}
