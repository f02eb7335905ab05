import type { NotificationView } from '#shared/contract/entities/triage.ts'
import { asChatId } from '../telegram/ids.ts'
import type { NotificationWindows } from './notification-windows.ts'

/** If more chats than this are due at once, one notification tells of all of them. */
const mostAtOnce = 4

/** One chat whose notification is due. */
export interface DueNotification {
  readonly chatId: number
  /** The newest message that it tells of; undefined when it is about a wait. */
  readonly newestId: number | undefined
  /** Is called only when the chat gets a notification of its own, or stands for the others. */
  readonly describe: () => NotificationView
}

/**
 * The notifications about messages and waits that are on screens, one for each chat, so that they can be taken
 * back.
 */
export class ShownNotifications {
  readonly #windows: Pick<NotificationWindows, 'notify' | 'retract'>
  /** By chat, the newest message that its notification tells of; undefined: it is about a wait. */
  readonly #shown = new Map<number, number | undefined>()

  constructor(windows: Pick<NotificationWindows, 'notify' | 'retract'>) {
    this.#windows = windows
  }

  /** Shows due notifications; many chats become one, named after the last of them and with their number. */
  tell(due: readonly DueNotification[], digestKind: 'digest' | 'red_digest'): void {
    for (const { chatId, newestId } of due) this.#shown.set(chatId, newestId)
    const last = due.at(-1)
    if (due.length > mostAtOnce && last !== undefined) {
      this.#windows.notify({ ...last.describe(), kind: digestKind, count: due.length })
      return
    }
    for (const { describe } of due) this.#windows.notify(describe())
  }

  retract(chatId: number): void {
    if (this.#shown.delete(chatId)) this.#windows.retract({ chatId: asChatId(chatId) })
  }

  /** The chat is read up to this message. */
  retractRead(chatId: number, lastReadId: number): void {
    const newestId = this.#shown.get(chatId)
    if (newestId !== undefined && newestId <= lastReadId) this.retract(chatId)
  }

  /** Nobody waits in the chat any more. */
  retractWait(chatId: number): void {
    if (this.#shown.has(chatId) && this.#shown.get(chatId) === undefined) this.retract(chatId)
  }

  clear(): void {
    for (const chatId of this.#shown.keys()) this.retract(chatId)
  }
}
