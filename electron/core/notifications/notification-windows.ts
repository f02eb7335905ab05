import type { NotificationView, Retraction } from '#shared/contract/entities/triage.ts'
import { notifyEvent, retractEvent } from '#shared/contract/entities/triage.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import type { NotificationContext } from './notification-context.ts'

export type SendEvent = (name: string, payload: NotificationView | Retraction) => void

/** The windows that are told. Nothing of a hidden chat reaches them but its alarm, which is everybody's. */
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

  /** Nobody would hear of anything. */
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

  /** Also of a chat that is hidden by now: what was told of it leaves the screens. */
  retract(retraction: Retraction): void {
    this.#send(retractEvent, retraction)
  }

  /** Nothing is told any more. */
  close(): void {
    this.#isClosed = true
  }

  #send(name: string, payload: NotificationView | Retraction): void {
    if (!this.#isClosed) for (const window of this.#windows) window(name, payload)
  }
}
